"""Marks that an 8-bit code page left as one letter, and honest letters that must stay."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.articles.lossy import code_pages
from detente.articles.repair import mend, restored

CLEAN = [
    "Norway’s foreign minister said Denmark hadn’t signed, and that’s all.",
    "He called it “a step forward” for both countries.",
    "“We will not sign,” the envoy said. “It isn’t in our interest.”",
    "The talks — the first since May — were held at Oslo’s castle.",
    "The minister said: “The two sides’ views differ.” Sweden’s view is another.",
    "Officials (“the experts”) from Latvia, Lithuania and Estonia didn’t comment on the plan.",
    "The pact — called NORD — binds Finland’s navy.\nMinisters praised “the new spirit of trust.”",
    "“Russia’s demand was ‘unacceptable,’” he said.".replace("‘", "").replace(",’”", ",”"),
    "It was the “most serious crisis” since the ’90s, Poland’s president told reporters.",
]


def dropped(text: str, page: str) -> str:
    """Marks after UTF-8 was read as this page and the control characters were dropped."""
    lead = b"\xe2".decode(page)
    return "".join(lead if 0x2010 <= ord(c) <= 0x201F else c for c in text)


def misread(text: str, page: str) -> str:
    """The whole text read as this page, what is undefined or a control character dropped."""
    read = "".join(bytes([byte]).decode(page, "ignore") for byte in text.encode())
    return "".join(c for c in read if c == "\n" or unicodedata.category(c) != "Cc")


@pytest.mark.parametrize("page", code_pages())
@pytest.mark.parametrize("clean", [*CLEAN, "\n".join(CLEAN)])
def test_marks_come_back(page: str, clean: str) -> None:
    damaged = dropped(clean, page)
    draft = mend(damaged)
    assert draft.text == clean
    assert restored(draft.text, draft.repairs) == damaged


MIDDLE_DROPPED = {"cp720", "cp869"}  # what is left, like "θ²", may well be meant


@pytest.mark.parametrize("page", sorted({*code_pages()} - MIDDLE_DROPPED))
def test_the_page_itself_is_undone(page: str) -> None:
    clean = "\n".join(CLEAN)
    assert mend(misread(clean, page)).text == clean


@given(st.lists(st.sampled_from(CLEAN), min_size=1, max_size=6), st.sampled_from(code_pages()))
@settings(max_examples=60, deadline=None)
def test_any_paragraphs_through_any_page(paragraphs: list[str], page: str) -> None:
    clean = "\n".join(paragraphs)
    assert mend(dropped(clean, page)).text == clean


@pytest.mark.parametrize(
    "page", ["iso8859_1", "iso8859_7", "iso8859_5", "cp1251", "cp1255", "koi8_r", "cp850", "mac_greek"]
)
def test_accented_letters_of_the_same_damage_come_back(page: str) -> None:
    clean = "Spain’s minister met José Gürtel, who said “naïve” wasn’t the word for Martínez."
    damaged = misread(clean, page)
    draft = mend(damaged)
    assert draft.text == clean
    assert restored(draft.text, draft.repairs) == damaged


GREEK = "Η βουλή αποφάσισε. Ο β΄ κύκλος, β) το δεύτερο, α, β και γ. Το «βήμα» έγινε — είπε."
REAL = [
    GREEK,
    "Le château fut bâti à l’âge d’or. « Grâce à l’État, dit-il, la tâche est achevée. » Qu’il parlât ou non, c’est fait.",
    "В Москве министр в среду сказал: «В этом году в стране…» — и в Б. городе тоже. Он в США's не был.",
    "Când românii râd, gândul lor e în câmp; cât de mult au râs și au plâns.",
    "As irmãs alemãs chegaram de manhã e comeram maçãs.",
    "Tôi rất thích âm nhạc và tâm trí của nó cần được yên tĩnh.",
    "ג. הממשלה אמרה כי בג״ץ קבע אחרת.",
    "Rīgā notika sarunas, un ārlietu ministrs runāja par Ōsaku.",
    "The château’s owner, a pâté maker at the Hôtel de l’Âge, met the Ōsaka mayor and the Māori king.",
    "The enzyme binds TGFβ and the IFNβs; the coefficient β is 0.3, and β-blockers help. See α, β, γ.",
    "Deaths rose in the β wave, the WHO said; in English the letter β, “beta”, comes after α.",
    "The angle θ and the sum Γ of the terms were given; θ² is the square.",
    "โฆษณาของรัฐบาล และ โครงการใหม่",
    "قال الوزير إن ق حرف من الحروف.",
    "The Romanian word “râs” and the French “mât” are in the list of the words.",
]


@pytest.mark.parametrize("text", REAL)
def test_honest_letters_stay(text: str) -> None:
    assert mend(text).text == text
    assert mend(text).repairs == ()


def test_greek_within_a_damaged_text_stays() -> None:
    draft = mend(
        f"Greeceβs parliament met.\n{GREEK}\nβIt was long,β said one β the oldest β member (Βουλή, β΄ κύκλος)."
    )
    assert draft.text == (
        f"Greece’s parliament met.\n{GREEK}\n“It was long,” said one — the oldest — member (Βουλή, β΄ κύκλος)."
    )


def test_french_within_a_damaged_text_stays() -> None:
    damaged = "Franceâs president met Mr. Lemaître at the château of the town; the tâche isnât done."
    assert mend(damaged).text == damaged.replace("Franceâs", "France’s").replace("isnât", "isn’t")


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("Itβs βThe β90sβ again: βββ", None),
        ("Kenyaβs ββNo means no,ββ he said.", "Kenya’s “‘No means no,’” he said."),
        ("The statesβ plan isnβt new.", "The states’ plan isn’t new."),
        ("Itβs for 2019β2021, he said.", "It’s for 2019–2021, he said."),
        ("Xiβan and SeΓ±or", None),
        ("Mr. OβBrien didnβt go to Xiβan.", "Mr. O’Brien didn’t go to Xi’an."),
        ("Itβs the talksβthe firstβthat count.", "It’s the talks—the first—that count."),
        ("The U.S.βs offer wasnβt taken up.", "The U.S.’s offer wasn’t taken up."),
        (
            "Chinaβs envoy (βthe dealβs authorβ) waitedβ¦ and left.",
            "China’s envoy (“the deal’s author”) waited… and left.",
        ),
        ("Chinaβ€™s plan, βthe best", None),
    ],
)
def test_surroundings_decide(damaged: str, clean: str | None) -> None:
    draft = mend(damaged)
    assert restored(draft.text, draft.repairs) == damaged
    if clean is not None:
        assert draft.text == clean


def test_a_text_of_one_letter_takes_linear_time() -> None:
    assert mend("β" * 20_000).text == "β" * 20_000
