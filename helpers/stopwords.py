"""Function words of each language: what may be left out of a table of terms, where a reader asks for it.

Short lists, written for this project from the closed word classes of each grammar (articles, pronouns, prepositions, conjunctions,
auxiliaries, particles, classifiers), by one rule: no word that could name who, what, where or when, and none that a frame may hang on. So
"not", 不 and "không" (negation), "must", 应 and "phải" (obligation), "more" and numbers stay in, as do "us", "who" and Vietnamese "ai" (who),
which in lower case are the United States, the World Health Organization and artificial intelligence. Each list is for its own language
only. Leaving words out is a choice that changes every ranking; denominators keep them.

>>> {language: len(words) for language, words in STOPWORDS.items()}
{'en': 151, 'zh': 128, 'vi': 108}
>>> "的" in STOPWORDS["zh"], "của" in STOPWORDS["vi"], "không" in STOPWORDS["vi"]
(True, True, False)
"""

from __future__ import annotations

_ENGLISH = """
a an the
i me my mine myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one's
this that these those whom whose which what where when why how there here
of in on at by for with from to into onto upon about between among through during before after above below over under
against within across toward towards
and or but if because as until while although though than so whether
am is are was were be been being have has had having do does did doing will would shall
i'm we're you're they're i've we've you've they've i'd we'd you'd they'd
he'd she'd i'll we'll you'll they'll he'll she'll
also then too very just such each both some any other own same again further once only already still yet
said says say
"""

_CHINESE = """
的 了 着 过 地 得 之 所 者 等 们 我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 其 其中 本 该 此 这 那 这个
那个 这些 那些 这样 那样 这里 那里 这种 哪 什么 谁 怎么 如何 在 于 从 自 由 对 对于 向 往 朝 把 被 将 给 以 为
为了 因 因为 由于 关于 根据 按 按照 通过 随着 与 和 同 跟 及 以及 或 或者 并 并且 而 而且 但 但是 然而 不过
虽然 如果 因此 所以 则 即 若 是 有 也 都 就 又 还 再 才 很 更 已 已经 曾 正 正在 只 便 却 仍 个 一个 一种 一些
吗 呢 吧 啊 上 中 里 内 后 时 说
"""

_VIETNAMESE = """
tôi|ta|chúng tôi|chúng ta|mình|bạn|anh ấy|chị ấy|ông ấy|bà ấy|nó|họ|chúng
này|đó|kia|ấy|đây|đấy|nào|gì|đâu|sao|thế|vậy|thế nào
các|những|mỗi|mọi|từng|một số|cái|con|chiếc|sự|việc|cuộc|nỗi|niềm
của|ở|tại|trong|ngoài|trên|dưới|từ|đến|tới|vào|ra|lên|xuống|qua|với|cùng|cho|về|bằng|bởi|theo|do|để|giữa|đối với
và|hay|hoặc|nhưng|mà|thì|là|rằng|nếu|vì|bởi vì|tuy|tuy nhiên|song|nên|khi|như|cũng như|trong khi
đã|đang|sẽ|vừa|từng là|được|bị|có|cũng|đều|vẫn|còn|rất|quá|lại|cả|ngay|nữa|rồi|à|ạ|nhé
nói
"""

STOPWORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "zh": frozenset(_CHINESE.split()),
    "vi": frozenset(form for line in _VIETNAMESE.strip().splitlines() for form in line.split("|")),
}
"""Lower-cased function words by primary language subtag, as the default segmenter of the language writes them."""
