"""How English reports speech: the facts that `speech_words.SpeechWords` asks for."""

from __future__ import annotations

from helpers.speech.words import CAPITAL, SpeechWords, gendered, inflected

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|"
    r"Sept\.|Oct\.|Nov\.|Dec\.)"
)
_WHEN = (
    rf"(?:on |late on |early on |late |early |last |this |next )?{_WEEKDAY}(?: (?:morning|afternoon|evening|night)"
    rf")?(?: \([^)]*\))?(?:, {_MONTH} \d+)?"
    rf"|on {_MONTH} \d+|on the \d+\w\w|yesterday|today|earlier(?: this| on)?(?: \w+)?|last (?:week|month|year|"
    rf"night)|this (?:week|month|year)|in {_MONTH}|in \d{{4}}"
)
_WHERE = (
    rf"(?:in|during|at|through|via|by|on|after|before|following|from|over) (?:an? |the |his |her |its |their |"
    rf"social )?"
    rf"(?:[\w'’-]+ ){{0,5}}?(?:statements?|interview|speech|remarks|briefing|conference|meeting|summit|video(?: "
    rf"link)?|email|e-mail|phone|telephone|letter|"
    rf"report|call|address|post|media|forum|hearing|session|release|article|debate|visit|talks|television|radio|X|"
    rf"Twitter|Facebook|Weibo|Telegram|podcast|note|memo|testimony|ceremony|council|parliament|event)"
    rf"(?: (?:in|at|to|with|on|from|of|for|by|after|released|issued|published|posted|seen by|attended by) (?:the |"
    rf"a |an |his |her )?(?:[\w'’.-]+)(?: {CAPITAL}| of| and| the){{0,5}})*"
)
_OFFICES = (
    "spokesman|spokeswoman|spokesperson|spokesmen|spokespeople|minister|president|secretary|secretary-general|chief|head|leader|envoy|"
    "ambassador|official|officials|diplomat|diplomats|"
    "chairman|chairwoman|chair|chairperson|director|director-general|commissioner|chancellor|premier|prime "
    "minister|senator|lawmaker|lawmakers|governor|mayor|"
    "general|admiral|colonel|major|commander|captain|analyst|analysts|expert|experts|researcher|researchers|"
    "professor|economist|economists|scientist|scientists|lawyer|lawyers|judge|"
    "prosecutor|prosecutors|activist|activists|critic|critics|delegate|delegates|representative|representatives|"
    "negotiator|adviser|advisor|aide|aides|"
    "executive|founder|co-founder|manager|author|co-author|historian|engineer|engineers|doctor|teacher|student|"
    "students|resident|residents|witness|witnesses|survivor|king|queen|prince|pope|"
    "bishop|inspector|investigator|investigators|strategist|editor|reporter|journalist|coordinator|rapporteur|"
    "physicist|biologist|pilot|officer|officers|"
    "campaigner|campaigners|fellow|scholar|scholars|mother|father|farmer|fisherman|owner|politician|congressman|"
    "congresswoman|representative|veteran|observer|observers|"
    "permanent representative|ruler|counterpart|colleague|host|guest|predecessor|successor|deputy|neighbour|coach|"
    "player|singer|nurse|captain|striker|goalkeeper|driver|baker|curator|manager|skipper|director|trader|"
    "consultant|vice-president|vice president|CEO|veteran|chieftain|monk|nurse|worker|workers|union|supporters|"
    "opponents|people|others|sources|source|man|woman"
)
_ROLE_EN = "|".join(sorted({*_OFFICES.split("|"), *(f"{office}s" for office in _OFFICES.split("|"))}, key=lambda role: (-len(role), role)))
_BODY_EN = (
    "Ministry|Nations|Council|Committee|Commission|Government|Party|Parliament|Congress|Senate|House|Department|"
    "Office|Agency|Union|Organi[sz]ation|Institute|University|"
    "Bank|Fund|Court|Police|Army|Navy|Force|Forces|Company|Corp|Inc|Ltd|Group|Association|Network|Foundation|"
    "Alliance|Compact|Covenant|Pact|Treaty|Board|Bureau|Authority|"
    "Post|Times|Journal|News|Wire|Agency|Daily|Digest|Bridge|Courier|Herald|Guardian|Tribune|Press|Television|"
    "Radio|Embassy|Kremlin|Pentagon|Centre|Center|Service|Pledge|Summit|"
    "Conference|Initiative|Federation|League|Society|Coalition|States|Kingdom|Republic|Korea|Sea|Act|Law|"
    "Declaration|Review|Forum|Laboratory|Lab|Team|Museum|Hospital|School|College|Airlines|Street|City|Province"
)

ENGLISH_SPEECH = SpeechWords(
    quotes=(("“", "”"), ('"', '"'), ("«", "»"), ("‘", "'")),
    said="say|says|said|tell|tells|told|(?:was|were|is|are|has been) (?:also )?(?:quoted|cited)(?: by "
    '[^,“"]{1,40}?)? as saying',
    reported=inflected(
        "add warn argue insist explain emphasise emphasize suggest acknowledge concede conclude declare announce "
        "recall reiterate observe "
        "confirm deny predict allege believe testify caution reveal disclose complain maintain contend assert "
        "reply "
        "respond affirm lament proclaim retort underline underscore agree clarify advise indicate expect guess "
        "accept reckon"
    )
    + "|"
    + "|".join(
        inflected(
            "report state claim note stress tweet joke vow pledge promise estimate counter "
            "hint boast fear hope signal remark comment"
        ).split("|")[2::3]
    )
    + "|admit|admits|admitted|write|writes|wrote|think|thinks|thought|pointed out|points out|point out|went on to "
    "say|swear|swore|hold|holds|feel|feels|felt|made clear|makes clear|"
    + "quipp?ed|forecasts?|foresees?|shrugged|joked|jokes|submitted|ruled",
    quoted_only=inflected(
        "report state claim note stress tweet joke vow pledge promise estimate counter hint "
        "boast fear hope signal remark comment charge point continue ask urge propose recommend demand find show "
        "mention inform assure remind post question repeat answer mutter shout whisper decide require learn joke "
        "offer appeal echo demonstrate mean"
    )
    + "|went on|goes on|put it|puts it|found|shown|read|reads|speak|spoke|spoken|termed|began|begins|wondered|"
    "summed up|chimed in|quipped|added|explained|concluded|was quoted as saying|were quoted as saying|is "
    "quoted as saying|was cited as saying|cried|exclaimed|thundered|snapped|laughed|sighed",
    acts=r"(?:call(?:s|ed)? (?:for|on|upon)|urg(?:e|es|ed)|appeal(?:s|ed)? (?:for|to)|ask(?:s|ed)?|request(?:s|ed)"
    r"?|beg(?:s|ged)?|encourag(?:e|es|ed))(?= [^.,;“\"]{2,120}? to [a-z])"
    r"|(?:promis(?:e|es|ed)|pledg(?:e|es|ed)|vow(?:s|ed)?|threaten(?:s|ed)?|swore|swears)(?= (?:not )?to [a-z])|"
    r"accus(?:e|es|ed)(?= [^.,;“\"]{2,80} of )|den(?:y|ies|ied)(?= \w+ing\b)"
    r"|warn(?:s|ed)? (?:of|about|against)(?= (?:[^\s.]+ ){8})"
    r"|(?:stress|emphasi[sz]|underlin|underscor|reiterat|reaffirm|highlight)(?:e|es|ed|s)?(?= (?:the|its|his|her|"
    r"their) (?:principles?|need|importance|necessity|significance|value|urgency|right|duty|responsibility)\b)",
    asks="ask|asks|asked|asking|wonder|wonders|wondered|inquired|enquired",
    weak="estimate|estimates|note|notes|stress|stresses|fear|fears|hope|hopes|claim|claims|report|reports|state|states",
    dateline=rf"[A-Z][A-Z .,'/]+(?:, {_MONTH} \d+)?(?: ?\([^)]{{2,40}}\))?(?:, {_MONTH} \d+)? ?(?:--|-|–|—) ",
    describes="call(?:s|ed|ing)?|describ(?:e|es|ed|ing)|label(?:l?ed|s)?|dubb?(?:ed|s)|brand(?:ed|s)|dismiss(?:ed|es)",
    handed=(
        r"\b(?:quot|cit)(?:ed|es|e|ing) (?P<source>[^“\"]{2,160}?),? as (?:saying|telling \w+|stating|writing|"
        r"having said)(?: that)?[,:]?\s*",
    ),
    citing=r"\b(?:citing|quoting) (?:an? |the )?(?:[\w-]+ )?(?:(?:statement|report|communiqu[eé]|release|notice|"
    r"letter|readout|document|circular|memo|sources?|officials?) (?:by|from|of|at|in) )"
    r"?(?P<source>[^,;“\"]{2,80}),",
    not_after=r"\s+(?:something|nothing|little|much|so|no|yes|a lot|goodbye|hello|more|less|a few|sorry|grace|"
    r"volumes)\b(?! (?:one|longer|country|state|party|government))|\s+(?:of|by)\s",
    auxiliary=r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|do|does|did|met|"
    r"signed|reached|said|told|asked|when)\b",
    modal=r"\b(?:should|must|would|could|might|cannot|need to|needs to|ought|may|shall|will|can)\b",
    nouns="alliance|agency|ministry|bloc|organi[sz]ation|company|group|union|council|commission|committee|"
    "newspaper|paper|government|court|party|bank|institute|university|firm|outlet|daily|magazine|weekly|"
    "broadcaster|channel|department|office|authority|body|watchdog|regulator|network|club|association|"
    "foundation|charity|think tank|board|embassy|kingdom|country|delegation",
    that="that|whether|how|why",
    far="that",
    questions="whether|if|why|how|what|when|where|who",
    participles="saying|adding|warning|arguing|claiming|insisting|noting|explaining|stressing|emphasi[sz]ing|"
    "suggesting|acknowledging|conceding|declaring|recalling|reiterating|"
    "asserting|alleging|telling (?:reporters|journalists|the \\w+)|pointing out|stating|writing|calling for|"
    "urging|accusing|vowing|cautioning|contending|complaining|confirming|predicting|pledging|promising|denying",
    false_uses=r"(?:that is|it is|it's|is|are|was|were|be|been|being) (?:said|told|reported|believed|thought|"
    r"feared|expected|estimated|claimed|alleged|agreed|noted|called|found|shown|charged|hoped|held|felt)"
    r"|needless to say|that said|having said that|so to speak|when all is said|what is said|said to (?:be|have)|"
    r"reported to (?:be|have)|as (?:noted|stated|mentioned|reported|agreed|expected) (?:above|earlier|below|"
    r"before)"
    r"|(?:think|believe|felt|feel) so|as promised|told apart|state of|added to|adds to|agreed to|agreed on|agrees "
    r"to|expected to|hopes? to|hoped to|held (?:a|an|the|its|his|talks|in|on|at)|signal(?:s|led) (?:to|for)",
    not_before=r"(?:\b(?:to|not|n't|be|been|being|is|are|was|were|would|could|should|can|might|may|must|will|did|"
    r"do|does|no|a|an|the|its|his|their|of|by|widely|never|neither|cannot|whoever|what|my|our|this|that|"
    r"these|those|some|any|each|per|in|on|at|for|with|from|has been|have been|had been|declined to|refused "
    r"to|also be|well)|\d|-)$",
    before_verb=r"(?:also|has|have|had|then|later|further|again|repeatedly|once|earlier|previously|recently|"
    r"himself|herself|still|however|too|now|meanwhile|already|often|always|publicly|clearly|explicitly|"
    r"today|simply|even|only|long|since|jointly|separately|instead|nevertheless|nonetheless|therefore|thus|both|"
    r"all|rightly|flatly|strongly|firmly|bluntly|openly|angrily|quietly|reportedly|sometimes|\w+ly"
    rf"|{_WHEN}|(?:in|during|at|via|on) (?:an? |the |his |her |its |their )?(?:[\w-]+ ){{0,2}}?(?:statement|"
    rf"interview|speech|remarks|briefing|conference|email|letter|post|report|address|article|release|testimony|"
    rf"note))",
    after_verb=rf"(?:on {_WEEKDAY}|{_WHEN}|{_WHERE}|again|instead|too|however|also|here|by (?:video|phone)(?: "
    rf"link)?|in (?:{CAPITAL}|a|an|the|English|French|Chinese|part|reply|response)(?: {CAPITAL})*|at (?:the|a) "
    rf"(?:[\w-]+ ){{1,6}}|when asked[^,]*|in (?:an? |the )?[\w-]+)",
    tells="tell|tells|told|telling|inform|informs|informed|assure|assures|assured|remind|reminds|reminded|warn|"
    "warns|warned",
    listener=r"(?:(?:the|an?|his|her|its|their|our) (?:[\w'’-]+ ){0,6}?[\w'’-]+(?=[.,:;]|\s*[“\"]|\s+that\b|"
    r"\s+(?:on|in|at|during) [\w ]+?(?:[.,:;]| that\b))|reporters|journalists|lawmakers|delegates|parliament|"
    r"Parliament|lawmakers|me|us|him|her|them|you|ministers|diplomats|viewers|readers|supporters|(?:the|an?|"
    r"his|her|its|their|our) (?:[\w'’-]+ ){0,8}?(?:council|conference|meeting|summit|news agency|agency|"
    r"newspaper|paper|channel|forum|commission|committee|court|panel|audience|assembly|"
    r"briefing|session|crowd|hearing|inquiry|press|programme|program|daily|magazine|broadcaster|network|BBC|house|"
    r"parliament|gathering|congress|nation|counterpart|president|minister|group|alliance|delegates|Council|"
    r"Conference|Assembly|Commission|Committee|Parliament|Congress|Senate|House|Forum|Post|Times|Journal|Agency|"
    r"Guardian|Bundestag|Summit|students|troops|officials|reporters|leaders|court|rally|event|crew|families|"
    r"board|public|team|media|staff|company|investors|voters|lawmakers|workers|residents)(?: (?:in|at|of|on|for) "
    r"(?:the )?(?:[A-Z][\w-]*)(?: (?:of |on |the |and )?[A-Z][\w-]*)*)?"
    rf"|{CAPITAL}(?: (?:of |on |the )?{CAPITAL}){{0,4}}(?: (?:television|TV|radio|news|newspaper|reporters))?)",
    finite=r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|do|does|did|cannot|"
    r"won't|isn't|aren't|wasn't|don't|doesn't|didn't|can't|it's|they're|we're|there's|(?:need|want|remain|"
    r"support|oppose|depend|require|exist|continue|lack|show|play|pose|help|affect|contain|include|represent|"
    r"violate|threaten|face|work|happen|deserve|belong|serve|cause|appear|seem|fail|suffer|increase|believe|"
    r"hope|expect|look|matter|call|use|cost|move|change|live|die|stay|agree)(?:s|d|ed)?|"
    r"made|makes?|took|takes?|went|goes|came|comes?|gave|gives?|gets?|got|knew|knows?|saw|sees?|kept|keeps?|left|"
    r"lost|leads?|led|means?|meant|holds?|held|became|becomes?|began|begins?|grew|fell|rose|seeks?|sought|"
    r"stands?|stood|built|broke|chose|drew|felt|found|paid|ran|runs?|sent|spent|told|won|wrote)\b",
    inverted=rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[\w'’-]+ )"
    rf"{{0,6}}?(?:{_ROLE_EN})\b(?: (?:of|for|at|from|with) (?:the |a |an |its |his )?[\w'’-]+(?: {CAPITAL}| of| "
    rf"and| the)*)?(?: {CAPITAL})*"
    rf"|(?:{CAPITAL} ){{0,3}}(?:[a-z-]+ )?(?:{_ROLE_EN})(?! {CAPITAL})"
    rf"|(?:[\w'’-]+ ){{0,3}}?(?:{_ROLE_EN}) {CAPITAL}(?: {CAPITAL}){{0,4}}|(?:the )?{CAPITAL}(?: (?:(?:of|for|and|the|"
    rf"de|"
    rf"van|von|bin|al|del|der|da) )*{CAPITAL}){{0,7}}(?: (?:spokes\w+|{_ROLE_EN}) {CAPITAL}(?: {CAPITAL})*)?(?: of "
    rf"(?:the )?{CAPITAL}(?: (?:of |for |and )?{CAPITAL})*)?|he|she|they|we)",
    according=(
        r"^(?:\W*(?:But|And|However|Meanwhile|Still|Also),? )?[Aa]ccording to (?P<source>[^,]+?(?:, [^,]+?(?=, ))"
        r"??), ",
        r", (?:as )?according to (?P<source>[^,”\"]+),(?= (?:would|will|was|is|are|were|has|have|had|could|may|"
        r"might|did|does|can|should|[a-z]+ed|[a-z]+s)\b)",
        r"[,”\"] (?:and )?according to (?P<source>[^”\"]+?)[.!?]?$",
        r"(?<=\w) according to (?P<source>[^,;”\"]+?)[.!?]?$",
        r"^In (?P<source>his|her|their|its) (?:view|words|opinion|account|telling|eyes), ",
        r"^In (?P<source>(?:[\w.-]+ ){0,5}[\w.-]+)'s? (?:view|words|opinion|account|telling), ",
        r"^In the (?:view|words|opinion) of (?P<source>[^,]+), ",
        r"^For (?P<source>[A-Z][^,]{2,60}), (?=(?:the|this|it|that|a) )(?=.* (?:is|are|was|means) )(?!\w* "
        r"(?:example|instance))(?P<never>\Z)",
    ),
    cites=r"(?:quoted|quotes|quoting|cited|cites|citing) (?P<source>(?:(?!quot|cit).)+?) as (?:saying|telling \w+|"
    r"stating|writing)|(?P<source2>[^,]+?) (?:was|were|is|has been) (?:also )?(?:quoted|cited)(?: by [^,]+?)"
    r"? as saying",
    connectors=r"(?:but|and|while|as|because|although|though|when|if|since|where|yet|still|however|meanwhile|also|"
    r"so|then|or|for|even|after|before|on (?:tuesday|monday|wednesday|thursday|friday|saturday|sunday)|that|"
    r"both)\b,?",
    adjuncts=r"(?:in|on|at|by|during|through|via|speaking|asked|after|before|when|as|with|from|for|citing|"
    r"referring|responding|writing|according|who|which|where|whose|following|despite|without|under|over|"
    r"since|while|to|addressing|appearing|testifying|commenting|quoting|announcing|calling|using|reacting|"
    r"later|earlier|also|however|meanwhile|still|yet|but|and|instead|then|now|today|yesterday|last|this|that)"
    r"\b",
    leads="and|but|while|by|statement|article|report|letter|post|message|interview|note|tweet|speech|release|"
    "editorial|commentary|remarks|email|paper|briefing|reply|response",
    reporting=r"\s*(?:in|on|at|during|through|via|after|when|before|as|while|from|by|ahead|following|late|early|"
    r"last|this|earlier|yesterday|today|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|to (?:reporters|journalists|the "
    r"press|lawmakers|the media))",
    joins="and|but|or|then|and also|and then",
    relative="who|which",
    first_person=r"\b(?:I|we|We|our|Our|us|my|My)\b",
    narrator=rf"\b(?:{_WEEKDAY}|last (?:week|month|year)|yesterday|met|signed|visited|arrived|voted|adopted|"
    rf"attended|launched|held|took part|gathered)\b",
    titles="Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lord|Lady|Dame|President|Minister|Secretary|Secretary-General|"
    "General|Prime|Foreign|Defen[cs]e|Deputy|Vice|Chief|Chairman|Chairwoman|Chair|Director|Director-General|"
    "Commissioner|Chancellor|Premier|Senator|Sen|Governor|Gov|Mayor|Admiral|Adm|Colonel|Col|Major|Maj|Captain|"
    "Capt|Commander|Lieutenant|Lt|Gen|Ambassador|Amb|Envoy|Spokesman|Spokeswoman|Spokesperson|"
    "Representative|Rep|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Judge|Justice|Inspector|Sergeant|Sgt|"
    "Speaker|Congressman|Congresswoman|Under-Secretary-General|Undersecretary|CEO|Interior|Finance|Trade|Justice|"
    "State|Health|Energy|Culture|Assistant|Acting|Former|former|Delegate|Officer|Executive|Head|Under-Secretary|"
    "Crown|Supreme|Leader|Attorney|Brigadier|Marshal|Reverend|Rev|Imam|Rabbi|Economist|Analyst|Coach|High",
    pronouns=gendered(
        m="his|he|He",
        f="her|she|She",
        p="their|they|They",
        i="its|it|It",
        any_="we|We|I",
    ),
    genders=gendered(
        m="Mr|spokesman|Spokesman|chairman|king|Sir|King|Prince",
        f="Mrs|Ms|spokeswoman|Spokeswoman|chairwoman|queen|Lady|Queen",
    ),
    determiners="the|a|an|this|that|its|his|her|their|one|another",
    definite="the|this",
    indefinite=r"(?:a|an|one|another)\b",
    articles="the|a|an|his|her|its|their",
    name_ends="of|from|at|for|in|with|who",
    owner=r"['’]s? \w",
    subject=rf"^\W*(?:Her|His|Its|Their|The|A|An) (?P<name>(?:[\w'-]+ ){{0,4}}?(?:{_ROLE_EN}))(?= [a-z])",
    roles=_ROLE_EN,
    documents="statement|communique|communiqué|release|article|letter|circular|readout|notice|post|memo|editorial|"
    "commentary|bulletin|announcement",
    bodies=_BODY_EN,
    media="Post|Times|Journal|News|Bloomberg|Reuters|AFP|AP|Xinhua|TASS|Interfax|newspaper|Daily|CNN|BBC|agency|"
    "broadcaster|television|media|Agency|Wire|Digest|Herald|Courier|Guardian|magazine|outlet|website|Kyodo|"
    "Yonhap|Bridge|paper|report|article",
    generic="something|there|this|that|which|what|these|those|here|who|one|nobody|no one|everyone|everybody|"
    "anyone|someone|something|nothing|rumours?|rumors?|things?|legend|history|experience|law|facts?|evidence|"
    "common sense|time",
    persons=(
        rf"\b(?:{_ROLE_EN})\b[^.,;“\"]{{0,80}}, (?P<name>{CAPITAL}(?: (?:de |van |von |bin |al-)?{CAPITAL}){{1,3}})\b",
        rf"(?:(?:{_ROLE_EN})|(?:Minister|President|Spokes\w+|General|Secretary|Ambassador|Envoy|Official|Mr|Ms|"
        rf"Mrs|Dr|Professor|Chief|Chancellor|Premier|Representative|Senator|Admiral|Colonel|Director|"
        rf"Secretary-General|Captain))\.?,? (?P<name>{CAPITAL}(?: {CAPITAL}){{0,3}})",
        rf"(?:^|(?<=[.,;] )|(?<=by )|(?<=with )|(?<=and ))(?P<name>{CAPITAL}(?: (?:de |van |von |bin |al-)?{CAPITAL})"
        rf"{{1,3}}), (?:who\b|an? |the |\w+'s |(?:[\w'’-]+ ){{0,6}}(?:{_ROLE_EN})\b)",
    ),
)
