"""Well-known facts: which state a name means, and who held an office on a day."""

import datetime as dt

import pytest

from detente import knowledge
from detente.entities.gazetteer import names, stream

NAMES = [
    # states by name, former name, abbreviation
    ("Netherlands", "NLD"), ("Holland", "NLD"), ("Burma", "MMR"), ("Zaire", "COD"), ("Congo", "COD"),
    ("Republic of Congo", "COG"), ("Ivory Coast", "CIV"), ("Türkiye", "TUR"), ("Swaziland", "SWZ"),
    ("Soviet Union", "RUS"), ("East Germany", "DEU"), ("Republic of China", "TWN"), ("ROK", "KOR"), ("DPRK", "PRK"),
    ("PRC", "CHN"), ("U.A.E.", "ARE"), ("Niger", "NER"), ("Nigeria", "NGA"), ("Guinea", "GIN"), ("Dominica", "DMA"),
    ("Dominican Republic", "DOM"), ("Papua New Guinea", "PNG"), ("Equatorial Guinea", "GNQ"), ("Macedonia", "MKD"),
    ("South Sudan", "SSD"), ("Kosovo", "KOS"), ("Palestinian Authority", "PSE"), ("Great Britain", "GBR"),
    ("Scotland", "GBR"), ("Falklands", "FLK"), ("Georgia", "GEO"), ("Chad", "TCD"), ("Jordan", "JOR"),
    # words for the people: a dependency never takes those of a state
    ("Dutch", "NLD"), ("American", "USA"), ("British", "GBR"), ("French", "FRA"), ("Frenchman", "FRA"),
    ("Danish", "DNK"), ("Norwegian", "NOR"), ("Australian", "AUS"), ("Indian", "IND"), ("Korean", "KOR"),
    ("North Korean", "PRK"), ("Congolese", "COD"), ("Dominican", "DOM"), ("Guinean", "GIN"), ("Nigerien", "NER"),
    ("Nigerian", "NGA"), ("Filipino", "PHL"), ("Burmese", "MMR"), ("Swiss", "CHE"), ("Saudis", "SAU"),
    ("Emirati", "ARE"), ("Kosovar", "KOS"), ("Turkish", "TUR"), ("Turkish Cypriots", "CYP"), ("Welsh", "GBR"),
    # capitals and seats that stand for a government
    ("Kremlin", "RUS"), ("Moscow", "RUS"), ("White House", "USA"), ("Washington", "USA"), ("Downing Street", "GBR"),
    ("Élysée", "FRA"), ("Elysee", "FRA"), ("Quai d'Orsay", "FRA"), ("Blue House", "KOR"), ("Tel Aviv", "ISR"),
    ("Ankara", "TUR"), ("The Hague", "NLD"), ("Kiev", "UKR"), ("Kyiv", "UKR"), ("Peking", "CHN"), ("Pentagon", "USA"),
    ("Foggy Bottom", "USA"), ("Whitehall", "GBR"), ("Zhongnanhai", "CHN"), ("Rawalpindi", "PAK"), ("Brussels", "EU"),
    # institutions
    ("Knesset", "ISR"), ("Bundestag", "DEU"), ("State Duma", "RUS"), ("Verkhovna Rada", "UKR"), ("Lok Sabha", "IND"),
    ("IRGC", "IRN"), ("Quds Force", "IRN"), ("IDF", "ISR"), ("Mossad", "ISR"), ("ISI", "PAK"), ("FSB", "RUS"),
    ("CIA", "USA"), ("MI6", "GBR"), ("People's Liberation Army", "CHN"), ("Tatmadaw", "MMR"), ("Hezbollah", "HEZBOLLAH"),
    # organisations and groups
    ("UN", "UN"), ("U.N. Security Council", "UN"), ("European Commission", "EU"), ("Nato", "NATO"), ("WHO", "WHO"),
    ("World Health Organization", "WHO"), ("IAEA", "IAEA"), ("African Union", "AU"), ("Arab League", "AL"),
    ("Red Cross", "ICRC"), ("World Court", "ICJ"), ("Hamas", "HAMAS"), ("Daesh", "ISIS"), ("ISIL", "ISIS"),
    ("Tamil Tigers", "LTTE"), ("Al Qaida", "AL-QAEDA"), ("Houthi", "HOUTHIS"), ("Kurds", "KURDS"), ("Uyghurs", "UIGHURS"),
    ("Wagner Group", "WAGNER"), ("Bucharest Nine", "BUCHAREST NINE"), ("Xinhua", "CHN"), ("Gazprom", "RUS"),
    # regions and places
    ("Crimea", "UKR"), ("Donbas", "UKR"), ("Gaza Strip", "PSE"), ("West Bank", "PSE"), ("Golan Heights", "SYR"),
    ("Tibet", "CHN"), ("Chechnya", "RUS"), ("Darfur", "SDN"), ("Tigray", "ETH"), ("Guantanamo Bay", "USA"),
    ("Khan Younis", "PSE"), ("Fallujah", "IRQ"), ("Kharkov", "UKR"), ("Saigon", "VNM"), ("St. Petersburg", "RUS"),
    ("Natanz", "IRN"), ("Texas", "USA"), ("Bavaria", "DEU"), ("Kashmir", None), ("Red Sea", None),
    ("Spratly Islands", None),
]  # fmt: skip

HOLDERS = [
    ("CHN", "foreign_minister", "2023-06-15", "Qin Gang"),
    ("CHN", "foreign_minister", "2022-06-15", "Wang Yi"),
    ("CHN", "foreign_minister", "2023-10-01", "Wang Yi"),
    ("CHN", "defence_minister", "2023-06-15", "Li Shangfu"),
    ("CHN", "head_of_state", "2023-06-15", "Xi Jinping"),
    ("CHN", "head_of_government", "1998-06-15", "Zhu Rongji"),
    ("CHN", "head_of_government", "2023-06-15", "Li Qiang"),
    ("USA", "head_of_state", "1998-06-15", "Bill Clinton"),
    ("USA", "head_of_state", "2003-03-20", "George W. Bush"),
    ("USA", "head_of_state", "2023-06-15", "Joe Biden"),
    ("USA", "head_of_state", "2025-02-01", "Donald Trump"),
    ("USA", "vice_president", "2023-06-15", "Kamala Harris"),
    ("USA", "foreign_minister", "1998-06-15", "Madeleine Albright"),
    ("USA", "foreign_minister", "2003-03-20", "Colin Powell"),
    ("USA", "foreign_minister", "2023-06-15", "Antony Blinken"),
    ("USA", "foreign_minister", "2025-03-01", "Marco Rubio"),
    ("USA", "defence_minister", "2023-06-15", "Lloyd Austin"),
    ("USA", "cia_director", "2023-06-15", "William Burns"),
    ("USA", "cia_director", "1998-06-15", "George Tenet"),
    ("USA", "national_security_adviser", "2023-06-15", "Jake Sullivan"),
    ("UN", "org_head", "1998-06-15", "Kofi Annan"),
    ("UN", "org_head", "2010-06-15", "Ban Ki-moon"),
    ("UN", "org_head", "2023-06-15", "António Guterres"),
    ("NATO", "org_head", "2023-06-15", "Jens Stoltenberg"),
    ("NATO", "org_head", "2025-01-15", "Mark Rutte"),
    ("IAEA", "org_head", "2023-06-15", "Rafael Grossi"),
    ("RUS", "head_of_state", "1998-06-15", "Boris Yeltsin"),
    ("RUS", "head_of_state", "2010-06-15", "Dmitry Medvedev"),
    ("RUS", "head_of_state", "2023-06-15", "Vladimir Putin"),
    ("RUS", "foreign_minister", "2023-06-15", "Sergei Lavrov"),
    ("RUS", "foreign_minister", "1998-06-15", "Yevgeny Primakov"),
    ("RUS", "defence_minister", "2024-06-15", "Andrei Belousov"),
    ("ISR", "head_of_government", "1998-06-15", "Benjamin Netanyahu"),
    ("ISR", "head_of_government", "2000-06-15", "Ehud Barak"),
    ("ISR", "head_of_government", "2021-09-15", "Naftali Bennett"),
    ("ISR", "head_of_government", "2023-06-15", "Benjamin Netanyahu"),
    ("ISR", "defence_minister", "2023-10-07", "Yoav Gallant"),
    ("PSE", "head_of_state", "1998-06-15", "Yasser Arafat"),
    ("PSE", "head_of_state", "2023-06-15", "Mahmoud Abbas"),
    ("IRQ", "head_of_state", "1998-06-15", "Saddam Hussein"),
    ("IRN", "head_of_state", "1998-06-15", "Mohammad Khatami"),
    ("IRN", "head_of_state", "2024-09-01", "Masoud Pezeshkian"),
    ("SYR", "head_of_state", "2013-06-15", "Bashar al-Assad"),
    ("SYR", "head_of_state", "2025-03-01", "Ahmed al-Sharaa"),
    ("GBR", "head_of_government", "1998-06-15", "Tony Blair"),
    ("GBR", "head_of_government", "2023-06-15", "Rishi Sunak"),
    ("GBR", "foreign_minister", "2024-01-15", "David Cameron"),
    ("FRA", "head_of_state", "1998-06-15", "Jacques Chirac"),
    ("FRA", "head_of_state", "2023-06-15", "Emmanuel Macron"),
    ("DEU", "head_of_government", "1998-06-15", "Helmut Kohl"),
    ("DEU", "head_of_government", "2023-06-15", "Olaf Scholz"),
    ("DEU", "foreign_minister", "2023-06-15", "Annalena Baerbock"),
    ("UKR", "head_of_state", "2023-06-15", "Volodymyr Zelenskyy"),
    ("UKR", "foreign_minister", "2023-06-15", "Dmytro Kuleba"),
    ("TUR", "head_of_state", "2023-06-15", "Recep Tayyip Erdoğan"),
    ("TUR", "foreign_minister", "2023-06-15", "Hakan Fidan"),
    ("YUG", "head_of_state", "1999-04-01", "Slobodan Milošević"),
    ("PRK", "head_of_state", "2018-06-12", "Kim Jong-un"),
    ("KOR", "head_of_state", "1998-06-15", "Kim Dae-jung"),
    ("JPN", "head_of_government", "2023-06-15", "Fumio Kishida"),
    ("IND", "head_of_government", "2023-06-15", "Narendra Modi"),
    ("IND", "foreign_minister", "2023-06-15", "Subrahmanyam Jaishankar"),
    ("PAK", "head_of_government", "1998-06-15", "Nawaz Sharif"),
    ("ZAF", "head_of_state", "1998-06-15", "Nelson Mandela"),
    ("CUB", "head_of_state", "1998-06-15", "Fidel Castro"),
    ("VEN", "head_of_state", "2023-06-15", "Nicolás Maduro"),
    ("EGY", "head_of_state", "1998-06-15", "Hosni Mubarak"),
    ("HAMAS", "leader", "2023-10-07", "Ismail Haniyeh"),
    ("HEZBOLLAH", "leader", "2023-10-08", "Hassan Nasrallah"),
]


def found(name):
    flow = stream(name.split())
    return [entry for end, entry in names().ends(flow, 0) if end == len(flow)]


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_names_mean_their_state(name, code):
    entries = found(name)
    assert [e.code for e in entries] == [code]


@pytest.mark.parametrize("name", ["IT", "AND", "AI", "CAN", "PLAN", "euro", "million", "Let", "The Times"])
def test_words_are_nobody(name):
    assert [e for e in found(name) if e.kind != "place"] == []


@pytest.mark.parametrize(
    "name", ["US", "UN", "WHO", "ICE", "CARE", "AU", "AL", "EU", "IRA", "SANA", "MOL", "E.U."]
)
def test_acronyms_must_be_in_capitals(name):
    assert [e.shouted for e in found(name)] == [True]


@pytest.mark.parametrize(("code", "office", "on", "person"), HOLDERS)
def test_holders_of_offices(code, office, on, person):
    day = dt.date.fromisoformat(on)
    held = [h for h in knowledge.offices() if (h.code, h.office) == (code, office) and h.held(day)]
    assert {p for h in held for p in (h.person, *h.aliases)} >= {person}
    if office != "leader":
        assert len({h.person for h in held}) == 1


def test_the_table_does_not_know_what_comes_after_it():
    last = max(h.asof or h.end or "" for h in knowledge.offices())
    day = dt.date(int(last[:4]) + 2, 1, 1)
    assert {h.held(day) for h in knowledge.offices()} <= {None, False}


@pytest.mark.parametrize(
    ("organisation", "member", "on", "is_member"),
    [
        ("NATO", "SWE", "2024-04-01", True), ("NATO", "SWE", "2024-03-01", False), ("NATO", "FIN", "2023-04-05", True),
        ("NATO", "USA", "1998-06-15", True), ("EU", "GBR", "2019-06-15", True), ("EU", "GBR", "2021-06-15", False),
        ("EU", "POL", "2003-06-15", False), ("EU", "HRV", "2014-01-01", True), ("BRICS", "ZAF", "2009-06-15", False),
        ("G8", "RUS", "2010-06-15", True), ("G8", "RUS", "2015-06-15", False), ("ASEAN", "VNM", "2000-01-01", True),
    ],
)  # fmt: skip
def test_members_of_organisations(organisation, member, on, is_member):
    members = next(o.members for o in knowledge.organisations() if o.code == organisation)
    terms = [m for m in members if m.code == member]
    inside = [
        m for m in terms
        if (not m.start or m.start <= on[: len(m.start)]) and (not m.end or on[: len(m.end)] <= m.end)
    ]  # fmt: skip
    assert bool(inside) is is_member
