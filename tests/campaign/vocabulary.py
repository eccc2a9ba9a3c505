"""Words of twenty languages, and what stands between words in real texts: numbers, code, addresses and signs."""

from __future__ import annotations

from collections.abc import Mapping

# Common words, long ones that hyphenation divides, and compounds with a hyphen of their own. Parties are invented.
WORDS: Mapping[str, tuple[str, ...]] = {
    language: tuple(words.split())
    for language, words in {
        "en": "the of and a to in it was that for on by harbour ferry timetable keeper quay berth letter ledger "
        "council responsibility administration well-known twenty-three mother-in-law measurement unloaded "
        "first-class office efficient waffle fjord naïve co-operate rock-'n'-roll passenger’s inspection "
        "don’t",
        "de": "der die das und ein zu in war für mit nicht auf Hafen Fähre Fahrplan Straße Größe Prüfung "
        "Behörde Übergabe Verwaltungsgerichtsverfahren Schifffahrtsgesellschaft Auf-und-ab Hafen-Wärter "
        "daß Äußerung Zuckerrübe E-Mail Donaudampfschifffahrt öffentlich Maß Rechtsschutzversicherung",
        "fr": "le la les de et un à dans était que pour sur port bateau horaire gardien quai lettre œuvre cœur "
        "élève responsabilité c’est-à-dire aujourd’hui peut-être l’administration été où déjà-vu "
        "anticonstitutionnellement",
        "es": "el la de y un en era que para con por puerto barco horario guardián muelle carta niño año señor "
        "acción responsabilidad administración pingüino hispano-francés teórico-práctico corazón",
        "it": "il la di e un a in era che per con porto nave orario custode molo lettera città perché più virtù "
        "responsabilità amministrazione socio-economico precipitevolissimevolmente",
        "nl": "de het een en van in was dat voor met haven veerboot dienstregeling wachter kade brief ruïne "
        "zoëven verantwoordelijkheid zee-egel auto-ongeluk Noord-Holland vrijheid bedrijfsvoering",
        "sv": "och att det som en på är av för med hamn färja tidtabell väktare kaj brev åäö ansvarsfullhet "
        "sjöfartsmyndigheten nord-sydlig överenskommelse förvaltningsdomstol",
        "pl": "i w na z do że był dla przez port prom rozkład stróż nabrzeże list źdźbło żółć gęś łódź "
        "odpowiedzialność biało-czerwony administracja przedsiębiorstwo",
        "cs": "a v na že byl pro s přístav trajekt řád strážce nábřeží dopis příliš žluťoučký kůň úpěl ďábelské "
        "ódy zodpovědnost česko-slovenský neobhospodařovávatelnějšími",
        "pt": "o a de e um em era que para com porto barco horário guarda cais carta coração não ações pão "
        "responsabilidade administração guarda-chuva segunda-feira",
        "tr": "ve bir bu için ile liman vapur tarife bekçi rıhtım mektup İstanbul ığdır çağrı şüphe öğüt "
        "sorumluluk Türk-İngiliz muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine",
        "vi": "và của một là được cho với cảng phà lịch người bến thư đường nghĩa trách nhiệm quản lý ngữ điệu "
        "Tiếng Việt",
        "ru": "и в на что был для с порт паром расписание сторож причал письмо ёлка объём подъезд "
        "ответственность северо-западный администрация судопроизводство кто-нибудь",
        "uk": "і в на що був для з порт пором розклад сторож причал лист їжак ґанок об’єкт підʼїзд "
        "відповідальність північно-східний адміністрація",
        "el": "και το η ένα σε ήταν που για με λιμάνι πλοίο δρομολόγιο φύλακας αποβάθρα επιστολή ΐ ΰ ευθύνη "
        "υπευθυνότητα ελληνο-αγγλικός διοίκηση Άνθρωπος",
        "ar": "في من إلى على أن كان هذا الميناء العبارة الجدول الحارس الرصيف الرسالة مسؤولية الإدارة لا لأن "
        "الله مُحَمَّد كتابٌ قرأَ الآن والأحكام شيئًا ـــ المستشفيات بالإضافة",
        "fa": "در از به که این بود بندر کشتی برنامه نگهبان اسکله نامه مسئولیت می‌شود کتاب‌ها نمی‌خواهم گفت‌وگو "
        "پژوهش چگونه خانه‌ای اداره",
        "he": "של את על הוא היה זה נמל מעבורת לוח שומר רציף מכתב אחריות המנהל בית־ספר צה״ל וגו׳ שָׁלוֹם יִשְׂרָאֵל כ״ג ירושלים",
        "zh": "港口 渡船 時刻表 的 是 在 和 信件 责任 管理 守望者 码头 了 我们 他们 以及 文件 二〇二六年",
        "ja": "港 フェリー 時刻表 の は に を 手紙 責任 管理人 です ます コンピューター について している",
    }.items()
}

RIGHT_TO_LEFT = ("ar", "fa", "he")
UNSPACED = ("zh", "ja")  # words are written without spaces between them
BUNDLED = tuple(language for language in WORDS if language not in UNSPACED)  # whose letters bundled faces have

# The language of a dossier, and the words that it is written in. The first seven have catalogues.
DOSSIERS: Mapping[str, str] = {
    "en-GB": "en",
    "de": "de",
    "fr": "fr",
    "es": "es",
    "he": "he",
    "ar": "ar",
    "de-CH": "de",
    **{language: language for language in ("it", "nl", "sv", "pl", "cs", "pt", "tr", "vi", "ru", "uk", "el", "fa")},
}

NUMBERS = (
    "1,234.56", "1.234,56", "1 234 567", "12 %", "5 km", "3.5 kg", "20 °C", "–7 °C", "§ 12", "Art. 7", "No. 5",
    "2026-11-23", "12:30", "3–5", "1/2", "½", "10^6^", "m^2^", "CO~2~", "x^n+1^", "H~2~O", "1^st^", "€5",
    "100 000 €", "+44 20 7946 0000", "0.05", "(12)", "[\\*]", "4 × 5", "≤ 3", "→", "7′ 30″", "1990s", "A4", "C++",
    "100-200", "2.1.3", "50/50", "9 a.m.", "z. B.", "S. 12", "p. 4",
)  # fmt: skip

CODE = (
    "`x = 1`", "`a_b`", "`--flag`", "`rm -rf /tmp/x`", "``a ` b``", "`<p>`", "`a && b`", "`C:\\Program Files\\x`",
    "`“q”`", "`no-break-here-but-long-enough-to-be-broken-over-the-end-of-a-line`", "`f(x)-> y`", "`äöü`", "`λ`",
    "`it's`", "`$HOME`", "`1-2-3`", "`x  y`",
)  # fmt: skip

LINKS = (
    "<https://example.org>",
    "<https://example.org/a/very/long/path/that-has-hyphens/and_underscores/and%20escapes?q=1&r=2>",
    "<desk@example.org>", "[{}](https://example.org/a?b=1&c=2)", "[{}](mailto:desk@example.org)",
    "[{}](tel:+442079460000)", "[*{}*](https://example.org/straße)", "[`code`](https://example.org/x)",
    "<https://subdomain.of-a-long-name.example.org/index.html#fragment>",
)  # fmt: skip

LINES_OF_CODE = (
    "def late(ferry: str) -> int:",
    "    return 3  # <not> markup & no *emphasis*",
    "",
    "$ cat /etc/hosts | grep -v '^#' | sort -u",
    "\tafter a tab",
    "a_line_that_is_far_too_long_for_the_page = 'and must be broken somewhere, because code has no hyphens, none'",
    'print("äöü λόγος слово")',
    "  two  spaces   between    words",
    "x" * 130,
    "-- a comment --- with dashes",
)
