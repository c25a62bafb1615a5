"""The furniture of English news pages."""

# ruff: noqa: SIM905 (one fact a row, however long; word lists read best as one string)

from __future__ import annotations

from helpers.reading.page_words import PageWords, rows

_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)\b"
_AGENCIES = (
    r"(?-i:AP|AFP|AAP|ANI|APA|Reuters|REUTERS|Xinhua|XINHUA|VNA|EPA|EFE|PA|UPI|PTI|CNS|CNA|TASS|IANS|Kyodo|Yonhap|Sputnik|Bloomberg"
    r"|Getty|Shutterstock|Alamy|iStock|VCG|Anadolu|dpa|DPA|China Daily|Handout|HANDOUT|Pool|POOL|CCTV|Global Times)"
)

ENGLISH = PageWords(
    frequent_characters="",
    repairs=True,
    common_words=frozenset(
        "the of and to in is was that for on with as by at from it has have said are be his their which were will not an "
        "this who they would its been more after but about".split()
    ),
    months=_MONTHS,
    dates=(
        rf"\b{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+{_YEAR})?",
        rf"(?<![\d:.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?",
        rf"\b{_MONTH},?\s+{_YEAR}",
    ),
    day_first=None,
    zones={
        "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "msk": "+03:00",
        "hkt": "+08:00", "sgt": "+08:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
        "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00", "mst": "-07:00", "mdt": "-06:00", "cdt": "-05:00",
        "et": "America/New_York", "pt": "America/Los_Angeles", "beijing time": "+08:00", "hanoi time": "+07:00",
        "singapore time": "+08:00",
    },
    joiners=("at", "on"),
    afternoon=("pm", "p.m."),
    morning=("am", "a.m."),
    weekdays=tuple("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()),
    stamp_words=tuple(
        "published updated posted modified last on at first update date time by in source from the xinhua reuters ap afp minutes "
        "minute min hours hour days day ago read mins edited created release released issue publication local".split()
    ),
    sources=(r"source\s*[:：]\s*[^|\d]{2,40}",),
    updated=("updated", "last updated", "modified", "last modified", "update", "edited"),
    byline=rows(r"""
        by(?:line)?:?\s+(?-i:[A-Z])
        (?:story|report(?:ed)?|written|words|text|analysis) by:?\s
        \(?report(?:ing|ed)\s+by\b
        \(?(?:additional|further) (?:reporting|research|writing)\b
        \(?(?:(?:web|copy|managing|sub|news|executive|responsible)[ -]?)?editors?\s*[:：]
        \(?edit(?:ed|ing) by\b
        \(?(?:writing|compiled|translated|translation|contributed|produced) by\b
        (?:the )?authors?\s*[:：]
        (?:role|author|byline|reporting from),\s
        [—–-]+ ?with assistance (?:by|from)\b
        (?:correspondent|reporter|journalist|writer)s?\s*[:：]
        about the authors?\b
        \(?with (?:reporting|inputs?|files|assistance|contributions?) (?:by|from)\b
        \(?(?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}) (?:reported|contributed) from\b
    """),
    byline_line=rows(r"""
        .{0,160}\bcontributed (?:to this (?:report|story|article)|reporting)\b.{0,60}
        (?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}), (?:the )?(?:associated press|reuters|afp|bloomberg(?: news)?|xinhua|vna|kyodo(?: news)?|cnn|bbc(?: news)?)
        (?:the )?associated press (?:writers?|journalists?|reporters?) .{3,200}
        (?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,4})\s*(?:[,|–—-]\s*)?(?:\w+ ){0,3}(?:correspondents?|reporters?|editors?|staff writers?)
        \(?report(?:ing|ed) by .{3,300}
    """),
    author=rows(r"""
        ^(?i:(?:story |report |written |words |text |analysis )?by:?)\s+(?P<name>[A-Z][^,|•·(\d]*?(?:(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+)*,? and [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+)?)(?=\s+(?:in [A-Z]|for |of |Agence|Associated Press|Reuters|[A-Z]{4,}, [^()]{2,40}\([A-Z])|\s*(?:[|•·(\d,]|\s[-–—]\s|$))
        ^(?:Author|Byline), (?P<name>[A-Z].{2,40})$
        ^\(?(?:Reporting|Reported|Written) by (?P<name>[A-Z][^;().]*?)(?= in [A-Z]|[;().]|$)
        ^(?i:authors?|reporters?|correspondents?|journalist|writer)s?\s*[:：]\s*(?P<name>[^|\d;()]{2,60})
        ^(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}(?:,? and [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3})?)(?:,? in [A-Z].{2,40}|, (?i:.{0,30}(?:correspondent|editor|reporter|writer)).{0,40})$
    """),
    outlet=(
        r"\|\s*(?P<name>[a-z][\w-]*(?:\.[a-z][\w-]+)+)\s*\|\s*(?i:updated|published|posted)\b",
        r"(?i:^source)\s*[:：]\s*(?P<name>[A-Z][^|\d:：]{1,40}?)\s*(?=$|\||\d)",
        r"^(?:By [^()]{2,60} )?\((?P<name>[A-Z][\w .'&-]{1,30})\)\s*(?=\d)",
        r"\((?P<name>[A-Z][\w .'&-]{1,30})\)\s*(?:--|[-–—:])+$",
    ),
    credit=(
        r"\(?(?-i:(?:File |FILE )?(?:Photo|PHOTO|Photograph|Photography|Image|Picture|Screenshot|Illustration|Graphic|Credit|Composite)s?(?: credit| source)?)\s*(?:[:：]|by\b|/|\.\.\.)\s*[^.]{1,80}\.?\)?",
        rf"(?<=[.!?\"”’])\s*[(\[][^()\[\]]{{1,80}}(?:/| via )\s*(?:{_AGENCIES}|(?-i:[A-Z]))[^()\[\]]{{0,50}}[)\]]",
        rf"[(\[](?:[^()\[\]]{{1,60}}(?:/| via |, )\s*)?{_AGENCIES}(?:/| Photo|, (?-i:File))[^()\[\]]{{0,50}}[)\]]",
        r"[(\[][^()\[\]]{0,60}\b(?:photo|file photo|handout|pool photo|image)s?\b[^()\[\]]{0,40}[)\]]",
        rf"(?<=[\s.\"”])/\s?(?:{_AGENCIES}|(?-i:CFP|CGTN|IC))",
        rf"{_AGENCIES}/(?-i:[A-Z])[^.]{{1,60}}(?:(?:purchase )?licensing rights)?",
        rf"(?-i:[A-Z])[^.]{{0,60}}(?:/| via |\| ?)(?:{_AGENCIES}) ?(?:Images?|Agency|Photos?)?(?: via (?-i:Getty) Images)?",
        r"(?:©|\(c\))\s?[^.]{2,80}",
        r"(?-i:Getty Images|Shutterstock|iStock)",
        r"\|\s*(?:photo|image|file photo)[^.]{0,60}",
    ),
    agency=(rf"[(\[]{_AGENCIES}[)\]]",),
    caption=rows(r"""
        \[?(?:file )?(?:photo|image|picture|media|illustration)(?: (?:caption|source|taken|credit)\b|\s*[:：/])
        (?:file )?(?:photo|image|picture) (?:provided|released|supplied) by\b
        (?:in )?this (?:undated |file |handout |satellite |combination )*(?:photo|image|picture|photograph|screenshot),? (?:taken|released|provided|made|from|shows)\b
        (?:file|caption)\s*(?:[:：]|[-–—] )
        image (?:source|caption),\s
        (?:item \d+ of \d+ |\[\d+/\d+\] ?)(?-i:\S)
    """),
    dateline=(
        r"(?-i:(?:[Bb]y )?(?:[A-Z][A-Za-z.'’-]*[ ,/]{1,3}){0,12}?(?:[A-Z][a-z]{2,8}\.? \d{1,2}[ ,]*(?:\d{4})?)?"
        r"\s*\((?:[A-Z][\w .&/-]{1,30})\)\s*(?:--|[-–—:])+\s*)",
        r"(?-i:[A-Z][A-Z.'’-]{2,}(?:[ /,-]{1,2}[A-Z][A-Za-z.'’-]+){0,5}(?:, (?:[A-Z][a-z]{2,8}\.?) \d{1,2})?"
        r"\s*(?:--|[–—]| - )\s*(?=[\"“‘'A-Z]))",
    ),
    signature=(r"\((?:web |copy )?editors?\s*:[^()]{2,60}\)|\((?:reporting|writing|editing|additional reporting) by\b[^()]{2,78}\)",),
    furniture=rows(r"""
        (?:view |read |see |show |load |leave |post |add )?(?:all |a |\d+ )?comments?\s*\(?\d*\)?
        (?:(?:be the first to )?(?:comment|like|tweet|pin it|e-?mail|print|copy link|link copied|share|save|listen|facebook|twitter|x)(?: now| this)?)
        (?:bookmark|subscribe|sign in|log ?in|register|follow|menu|search|home|close|next|previous|top|back|live|video|more|news|world|opinion|latest)
        (?:(?:share|facebook|twitter|email|print|whatsapp|linkedin|copy link|save|x|reddit|telegram|weibo|wechat|messenger|this|article|via|on|link|pinterest|flipboard|threads|bluesky|instagram)[|/,·•\s]*)+
        share (?:this|on|via|to|with)\b.{0,60}
        (?:advertisements?|sponsored(?: content)?|promoted(?: content)?|paid post|ads?|ad feedback|article continues below)
        advertisement\W+scroll to continue|skip advertisement|hide caption|(?:free )?(?:daily|weekly) newsletter|end of .{1,40}
        (?:story|article|report) continues? (?:below|after)\b.{0,60}
        (?:sign up (?:to|for|here)|subscribe (?:to|now|for)|follow us|join us on|download (?:the|our)|get our|click here|tap here|scan (?:the|this) (?:qr )?code)\b.{0,200}
        (?:tags?|keywords?|topics?|filed under|see more on|in this story|categor(?:y|ies)|sections?|related topics?)\s*[:：].{0,200}
        (?:™ ?& ?)?(?:©|copyright|\(c\)).{0,300}
        .{0,60}all rights reserved.{0,80}
        our standards:.{0,80}
        (?:estimated )?\d{1,2}[ -]min(?:ute)?s? (?:read|listen|watch)
        (?:reading time|time to read|listen to (?:this )?article)\b.{0,40}
        https?://\S+(?:\s+https?://\S+)*
        skip .{1,60} and continue reading|this article is more than .{1,30} old|after newsletter promotion|article information|post navigation
        (?:read in app|skip to (?:main )?content|skip (?:to )?(?:navigation|main content|footer|search)|open in app|accept (?:all )?cookies)
        (?:e-?mail:?\s*)?[\w.+-]+@[\w-]+\.[\w.-]+
        \(?(?:end|ends|xinhua|the-cnn-wire|enditem|endit|-ends-)\)?
        (?:font size|text size|a a a|small medium large|larger|smaller|font)\b.{0,30}
        (?:purchase )?licensing rights.{0,60}
        (?:(?:also |now )?(?:read|see|watch|listen)(?: more| also| next| now)?|related|more|don'?t miss|recommended)\s*(?:[:：]|>+|\|).{0,200}
        \d+ (?:shares?|views?|likes?|reads?|comments?)
        (?:source|via)\s*[:：].{1,60}
        (?:go to|back to|return to) (?:top|home|homepage|main page)
        remember me|forgot (?:your )?password\??|create (?:a |an )?(?:free )?account|copied to clipboard
        add (?:us )?(?:as )?(?:a )?preferred source.{0,40}
    """),
    notices=rows(r"""
        this (?:article|story|report) (?:was|has been|is) (?:amended|updated|corrected|(?:first|originally) published|reproduced|republished|generated|part of|available)\b
        (?:the views|the opinions|views) expressed\b
        do you have (?:a (?:story|tip)|any|something)\b
        (?:for more|get the latest|stay (?:up|informed)|to read more|want more|enjoyed this|support (?:our|independent))\b
        (?:use this link|read the full|click|tap|listen|watch|download|subscribe|sign up|follow|register|join)\b
        (?:corrections?|clarification|editor[’']s note|disclaimer|note|notice|contact|contact us)\s*[:：]
        (?=.*\b(?:we|our|you|your|this (?:web)?site)\b).{0,300}\bcookies?\b
        (?:you(?:[’']ve| have)? (?:reached|read|used|exceeded)\b.{0,40}\b(?:limit|free|articles)|(?:already|existing|not yet) (?:a )?(?:users?|subscribers?|members?|registered|have)|(?:to )?(?:continue|keep) reading\b|this (?:content|article|story) is (?:for|only|reserved)\b)
        (?:please )?(?:enable|turn on) (?:javascript|cookies)|your browser\b|(?:no )?(?:media|video) (?:could not|cannot|source)
        why you can trust\b
        (?:this is )?a? ?human-verified\b|\(?(?:updates?|adds|recasts|corrects|refiles)(?: story)? (?:with|to|in|from|throughout)\b
        \(?except for the headline\b
        (?:™ ?& ?)?(?:©|copyright\b|\(c\))
        to contact the (?:reporters?|editors?|authors?)\b
        a version of this (?:article|story) (?:appears|appeared|was)\b
        (?-i:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}) (?:is (?:a|an|the) .{3,200}\b(?:correspondent|reporter|editor|journalist|columnist|fellow|professor|writer)\b|(?:reports|writes) (?:on|about|from)\b|covers\b)
        published (?:-|in|on)\b
    """),
    related=rows(r"""
        (?:related|recommended|more|suggested|further|most|latest|top|popular|trending|must|editor[’']?s|also|other|similar|featured) (?:related )?(?:stories|story|articles?|news|reading|content|coverage|topics|links|reads?|viewed|popular|picks|shared|headlines|videos?|posts?|commented|to read|choices?|watched)
        more must[- ]reads?\b.{0,40}
        (?:more|read more|most read|most popular|top stories|latest) (?:on|from|in|about) .{1,60}
        (?:you (?:may|might) (?:also )?(?:like|be interested in)|don[’']?t miss|what to read next|keep reading|up next|read next|also read|read also|see also|read more|recommended(?: for you)?|explore more on these topics|elsewhere on .{1,40}|around the web|in case you missed it|from the web|explore more)
        related
    """),
    comments=rows(r"""
        (?:\d+ )?(?:readers?[’']? |latest |all |view |show )?comments?\W*\(?\d*\)?
        join the (?:conversation|discussion).{0,40}
        leave a (?:reply|comment).{0,40}
        have your say|discussion
    """),
)
