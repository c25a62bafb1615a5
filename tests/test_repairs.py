"""What repairs are made for, and what they leave alone. All texts are invented."""

from __future__ import annotations

import unicodedata

import pytest
from test_articles import EN, VI, ZH

from helpers.articles import parse_article
from helpers.reading.parts import Paragraph
from helpers.reading.repairs import repair

REPAIRED = {
    "mojibake": (ZH.encode("utf-8").decode("latin-1").encode(), ZH, "mojibake"),
    "decomposed": (unicodedata.normalize("NFD", VI).encode(), VI.strip(), "composed (NFC)"),
    "NUL byte": (EN.replace("council", "coun\0cil").encode(), EN.strip(), "control characters"),
    "zero-width space": (EN.replace("council", "coun\u200bcil").encode(), EN.strip(), "invisible characters"),
    "bidi override": (("\u202e" + EN + "\u202c").encode(), EN.strip(), "invisible characters"),
    "soft hyphen": (EN.replace("council", "coun\u00adcil").encode(), EN.strip(), "invisible characters"),
    "lone surrogate": (EN.encode() + b"\xed\xa0\x80 .", EN + "\ufffd .", "lone surrogates"),
    "surrogate pair": (EN.encode() + b"\xed\xa0\xbd\xed\xb8\x80.", EN + "😀.", ""),
    "stray bytes": (EN.encode() * 4 + b"\xfe\xff.", (EN * 4) + "\ufffd\ufffd.", "undecodable bytes"),
}


@pytest.mark.parametrize("case", REPAIRED)
def test_what_is_repaired_is_recorded(case):
    data, text, kind = REPAIRED[case]
    article = parse_article(data, "a.txt")
    assert article.text() == text
    assert [change.kind for change in article.repairs] == ([kind] if kind else [])


def test_repairs_are_for_machine_translations_only():
    text = "It seeks an agreement on new technologies.Orin said that the values andIn principle the long -range plan stay."
    mended = parse_article(text.encode(), "a.txt", {"translation": "machine-translated"})
    assert (
        mended.text() == "It seeks an agreement on new technologies. "
        "Orin said that the values and In principle the long-range plan stay."
    )
    assert sorted(change.kind for change in mended.repairs) == ["glued sentences", "glued words", "stray space"]
    for translation in ("", "original", "translated", "unknown"):
        assert parse_article(text.encode(), "a.txt", {"translation": translation}).text() == text


MENDED = {  # what is glued → what is parted; a name with full stops stays
    "They said andIn officials met.": "They said and In officials met.",
    "They said makesIt officials met.": "They said makes It officials met.",
    "They said complianceThe officials met.": "They said compliance The officials met.",
    "They said weaponsChina officials met.": "They said weapons China officials met.",
    "They said beganWhen officials met.": "They said began When officials met.",
    "South KoreaNational officials met.": "South Korea National officials met.",
    "It is the U.S.The talks went on.": "It is the U.S. The talks went on.",
    "It ended at 3 p.m.The delegates left.": "It ended at 3 p.m. The delegates left.",
    "He leads Quill Inc.They met him.": "He leads Quill Inc. They met him.",
    "They met in D.C.On Monday they left.": "They met in D.C. On Monday they left.",
}
for name in ("U.S.-China", "J.K.Rowling", "Ph.D.s", "a U.S.A.F base", "St.Petersburg"):
    MENDED[f"They spoke of {name} at length."] = f"They spoke of {name} at length."


@pytest.mark.parametrize("glued", MENDED)
def test_what_is_glued_is_parted_and_names_stay(glued):
    paragraphs, repairs = repair([Paragraph("body", glued)])
    kind = "glued sentences" if "." in glued[:-1] else "glued words"
    assert paragraphs[0].text == MENDED[glued]
    assert [change.kind for change in repairs] == ([kind] if glued != MENDED[glued] else [])


NAMES = """
    NATO McDonald MacArthur McCarthy McKinsey iPhone iPad iPod iMac iCloud iOS macOS eBay eVTOL eToro ChatGPT DeepSeek
    DeepMind SenseTime ByteDance TikTok YouTube OpenAI GitHub GitLab LinkedIn WhatsApp WeChat WeWork WeTransfer PayPal
    PlayStation PowerPoint SpaceX AstraZeneca BioNTech GlaxoSmithKline FedEx JavaScript TypeScript MasterCard
    BlackRock BlackBerry SoftBank VinFast VietJet VietinBank VietNamNet VnExpress AirAsia AirTag PetroChina
    PetroVietnam SinoVac CanSino HarmonyOS HiSilicon PricewaterhouseCoopers CrowdStrike SolarWinds HuggingFace LaTeX
    MySQL PostgreSQL NoSQL GraphQL PyTorch TensorFlow OpenCV NumPy SciPy BitTorrent DreamWorks HarperCollins
    ExxonMobil ConocoPhillips UnitedHealth MetLife PepsiCo KitKat McAfee McLaren McGill DeVos DeSantis LeBron
    LaGuardia DiCaprio FitzGerald O'Brien JoAnn JetBlue easyJet flyDubai airBaltic RyanAir WestJet TransUnion
    TripAdvisor CareerBuilder MoveOn ProPublica BuzzFeed HuffPost PolitiFact FactCheck MiniMax ZhipuAI iFlytek
    CloudWalk MegVii StepFun InternLM ChatGLM PanGu HunYuan KuaiShou XiaoHongShu PinDuoDuo ShopBack GoTo GoJek
    GrabFood FoodPanda ZaloPay MoMo BamBoo HaNoi DaNang SaiGon QuangNinh RosCosmos RosAtom GazProm LukOil SberBank
    EuroNews EuroStat EuroStar EuroPol UniCredit BarCap StanChart DeepL DeepFace OpenTable OpenSea OpenStack RedHat
    CentOS FreeBSD WordPress LiveJournal MySpace FaceTime MetaMask CoinBase DogeCoin DataBricks SnowFlake AndurIL
    ShieldAI SkyDio AeroVironment GeneralDynamics RheinMetall KongsBerg QinetiQ EuroFighter SuperJet StarLink OneWeb
    StarShip NewGlenn BlueOrigin LongMarch ShenZhou TianGong BeiDou GaoFen FengYun SpaceIL eSports eCommerce eID
    iRobot iHeart uTorrent MicroSoft HyperLoop CyberTruck GigaFactory PowerWall AutoPilot CoPilot AlphaGo AlphaFold
    AlphaZero MuZero WaveNet BigBird PaLM LLaMA BloombergNEF TechCrunch VentureBeat MarketWatch ChinaDaily RussiaToday
    VietnamPlus KoreaTimes JapanToday IndiaToday ChinaNet ChinaAid BusinessWeek NewsWeek TimeWarner NewsCorp NewsGuard
    StopFake BrahMos Node.js Booking.com U.S.
""".split()  # noqa: SIM905


def test_two_hundred_names_with_capitals_inside_stay_as_they_are():
    assert len(set(NAMES)) >= 200
    for name in NAMES:
        for text in (f"Officials said that {name} officials met.", f"{name} reports growth.", f"He praised {name}."):
            assert repair([Paragraph("body", text)]) == ([Paragraph("body", text)], [])
