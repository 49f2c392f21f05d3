"""Articles written for these tests, and what their words must stand for.

Each case: name, publication day, text, and rows (word, number of its occurrence from 1, codes, name or None).
"""

from __future__ import annotations

Row = tuple[str, int, tuple[str | None, ...], str | None]
CASES: list[tuple[str, str, str, list[Row]]] = [
    (
        "name and demonym",
        "2023-06-19",
        "Turkish troops crossed into Syria on Monday, and France protested.",
        [("troops", 1, ("TUR",), None), ("Syria", 1, ("SYR",), None), ("France", 1, ("FRA",), None)],
    ),
    (
        "capital as metonym",
        "2023-06-19",
        "Beijing rejected the offer after talks between Washington and Tehran.",
        [("Beijing", 1, ("CHN",), None), ("Washington", 1, ("USA",), None), ("Tehran", 1, ("IRN",), None)],
    ),
    (
        "title before name",
        "2023-06-19",
        "Chinese Foreign Minister Qin Gang met Secretary of State Antony Blinken.",
        [("Qin", 1, ("CHN",), "Qin Gang"), ("Blinken", 1, ("USA",), "Antony Blinken")],
    ),
    (
        "of behind the name",
        "2023-06-19",
        "The envoy thanked Prime Minister Fumio Kishida of Japan.",
        [("Kishida", 1, ("JPN",), "Fumio Kishida")],
    ),
    (
        "apposition",
        "2019-05-02",
        "Lena Brandt, Norway's trade minister, will travel to Ottawa. Brandt said she was hopeful.",
        [("Brandt", 2, ("NOR",), "Lena Brandt"), ("she", 1, ("NOR",), "Lena Brandt")],
    ),
    (
        "apposition in front",
        "2019-05-02",
        "The president of Ghana, Kofi Mensah, signed the treaty.",
        [("Mensah", 1, ("GHA",), "Kofi Mensah")],
    ),
    (
        "possessor",
        "2023-06-19",
        "Biden's national security adviser Jake Sullivan flew to Riyadh.",
        [("Sullivan", 1, ("USA",), "Jake Sullivan")],
    ),
    (
        "organisation's head",
        "1998-02-23",
        "U.N. Secretary-General Kofi Annan left Baghdad. Mr. Annan praised the accord.",
        [("Annan", 2, ("UN",), "Kofi Annan")],
    ),
    (
        "table on the day",
        "1998-02-23",
        "Prime Minister Netanyahu refused to meet the Palestinian delegation.",
        [("Netanyahu", 1, ("ISR",), "Benjamin Netanyahu"), ("delegation", 1, ("PSE",), None)],
    ),
    (
        "short form",
        "2022-03-01",
        "Russia will not yield, Putin said on Tuesday.",
        [("Putin", 1, ("RUS",), "Vladimir Putin")],
    ),
    (
        "pope",
        "2015-09-20",
        "Pope Francis urged Cuba to free the prisoners.",
        [("Francis", 1, ("VAT",), None)],
    ),
    (
        "nominals",
        "2010-03-04",
        "Senior U.S. officials met members of the Turkish parliament and the government of Japan.",
        [("officials", 1, ("USA",), None), ("members", 1, ("TUR",), None), ("government", 1, ("JPN",), None)],
    ),
    (
        "joined modifiers",
        "2010-03-04",
        "U.S. and Chinese officials agreed on a date.",
        [("officials", 1, ("USA", "CHN"), None)],
    ),
    (
        "object of a state",
        "2020-01-11",
        "The guards shot down a Ukrainian passenger jet near Tehran.",
        [("jet", 1, ("UKR",), None)],
    ),
    (
        "bodies",
        "2012-05-06",
        "The State Department criticized the Kremlin and the Iranian army.",
        [("Department", 1, ("USA",), None), ("Kremlin", 1, ("RUS",), None), ("army", 1, ("IRN",), None)],
    ),
    (
        "groups",
        "2012-05-06",
        "Hamas fired rockets at Israel, and NATO called for restraint.",
        [("Hamas", 1, ("HAMAS",), None), ("NATO", 1, ("NATO",), None)],
    ),
    (
        "description is no party",
        "2018-05-06",
        "Iran-backed rebels seized the port.",
        [("rebels", 1, (None,), None)],
    ),
    (
        "earlier role",
        "2014-07-02",
        "President Bruno Keller of Austria arrived in Oslo. The president met King Harald.",
        [("president", 1, ("AUT",), "Bruno Keller")],
    ),
    (
        "home of the article",
        "2014-07-02",
        "Kenya closed its border with Somalia. Kenya said that it feared attacks. The foreign ministry in Nairobi confirmed the decision.",
        [("ministry", 1, ("KEN",), None), ("it", 1, ("KEN",), None)],
    ),
    (
        "several candidates",
        "2014-07-02",
        "Peru sued Chile. Diplomats expected a long case.",
        [("Diplomats", 1, (None,), None)],
    ),
    (
        "he",
        "2014-07-02",
        "Chancellor Anna Vogel of Austria spoke with President Tomas Novak of Slovakia. She promised help, and he thanked her.",
        [
            ("She", 1, ("AUT",), "Anna Vogel"),
            ("he", 1, ("SVK",), "Tomas Novak"),
            ("her", 1, ("AUT",), "Anna Vogel"),
        ],
    ),
    (
        "pair of a talk",
        "2014-07-02",
        "Chancellor Anna Vogel of Austria spoke with President Tomas Novak of Slovakia. They agreed to meet again. The two leaders discussed trade.",
        [("They", 1, ("AUT", "SVK"), None), ("leaders", 1, ("AUT", "SVK"), None)],
    ),
    (
        "both countries",
        "2014-07-02",
        "Peru and Chile signed a treaty on Monday. Both countries hailed it. The two sides will meet in May.",
        [("countries", 1, ("PER", "CHL"), None), ("sides", 1, ("PER", "CHL"), None)],
    ),
    (
        "the giver is not one of the two",
        "1998-08-09",
        "Bombs exploded in Kenya and Tanzania. The United States has sent doctors to the two countries.",
        [("countries", 1, ("KEN", "TZA"), None)],
    ),
    (
        "relative pronoun",
        "2014-07-02",
        "The Peruvian minister, who visited Chile, signed the pact.",
        [("who", 1, ("PER",), None)],
    ),
    (
        "we in a quotation",
        "2014-07-02",
        "“We will defend our border,” Prime Minister Olga Petrova of Bulgaria said.",
        [("We", 1, ("BGR",), None), ("our", 1, ("BGR",), None)],
    ),
    (
        "he behind a quotation",
        "2014-07-02",
        "Foreign Minister Olga Petrova of Bulgaria spoke first. “President Tomas Novak of Slovakia is a friend,” she said.",
        [("she", 1, ("BGR",), "Olga Petrova")],
    ),
    (
        "abbreviation explained",
        "2014-07-02",
        "The Palestinian Authority (PA) held talks with Israel. The PA rejected the map.",
        [("PA", 2, ("PSE",), None)],
    ),
    (
        "allies whom a later sentence lists",
        "2022-10-11",
        (
            "President Joe Biden convened a call with allies and partners. They talked about Russia. "
            "Joining the call were Prime Minister Justin Trudeau of Canada, Chancellor Olaf Scholz of Germany and President Andrzej Duda of Poland."
        ),
        [("allies", 1, ("CAN", "DEU", "POL"), None)],
    ),
    (
        "allies whom nobody lists",
        "2022-10-11",
        (
            "President Joe Biden convened a call with allies and partners. "
            "Prime Minister Justin Trudeau of Canada, Chancellor Olaf Scholz of Germany and President Andrzej Duda of Poland praised Ukraine."
        ),
        [("allies", 1, (None,), None)],
    ),
    ("continent", "2014-07-02", "Latin American leaders criticized Spain.", [("leaders", 1, (None,), None)]),
    (
        "private person",
        "2014-07-02",
        "A Canadian tourist was arrested by police in Cairo.",
        [("tourist", 1, ("CAN",), None), ("police", 1, ("EGY",), None)],
    ),
    (
        "envoy abroad",
        "2014-07-02",
        "The Canadian ambassador to the United Nations resigned.",
        [("ambassador", 1, ("CAN",), None)],
    ),
    (
        "like names told apart",
        "2014-07-02",
        "Maria Costa, the foreign minister of Angola, met Pedro Costa, the defense minister of Portugal. Mrs. Costa thanked Mr. Costa.",
        [("Costa", 3, ("AGO",), "Maria Costa"), ("Costa", 4, ("PRT",), "Pedro Costa")],
    ),
    (
        "a city in a person's name",
        "2014-07-02",
        "Georgia Paris, a nurse from Canada, was freed by Mexico.",
        [("Mexico", 1, ("MEX",), None)],
    ),
    (
        "unknown name",
        "2014-07-02",
        "Peru and Chile disagree. Zorbak welcomed the ruling.",
        [("Zorbak", 1, (None,), None)],
    ),
    (
        "former holder",
        "2010-03-04",
        "Former President Bill Clinton arrived in Seoul. The president welcomed him. President Obama stayed in Washington.",
        [("Clinton", 1, ("USA",), "Bill Clinton"), ("Obama", 1, ("USA",), "Barack Obama")],
    ),
    (
        "another state's president is not at home",
        "2010-03-04",
        "The United States thanked its guests. President Zorbak spoke last.",
        [("Zorbak", 1, (None,), None)],
    ),
    (
        "lists are no appositions",
        "2022-08-01",
        "Secretary of State Antony Blinken, and the chairman of the joint chiefs of Japan met in Oslo.",
        [("Blinken", 1, ("USA",), "Antony Blinken")],
    ),
    (
        "a list shares a state",
        "2015-11-17",
        "The paper mocked Donald Trump, Anna Roy, and Carl Lund over Syrian refugees. Syria, Syria, Syria!",
        [("Anna", 1, ("USA",), "Anna Roy"), ("Carl", 1, ("USA",), "Carl Lund")],
    ),
    (
        "him is not the one who thanks him",
        "2023-10-03",
        "President Joe Biden spoke with President William Ruto of Kenya to thank him for his help.",
        [("him", 1, ("KEN",), "William Ruto")],
    ),
    (
        "counterparts are of another state",
        "2024-06-03",
        "Jake Sullivan met with his counterparts from Estonia and Latvia. Sullivan thanked his counterparts.",
        [("counterparts", 1, ("EST", "LVA"), None), ("counterparts", 2, (None,), None)],
    ),
    (
        "a topic of talk is no party",
        "2022-02-11",
        "Emmanuel Macron met with Olaf Scholz. The leaders discussed recent engagements with Russia. They agreed.",
        [("leaders", 1, ("FRA", "DEU"), None), ("They", 1, ("FRA", "DEU"), None)],
    ),
    (
        "an Australian by apposition",
        "2019-03-17",
        "An Australian, Peter Lang, appeared in court in New Zealand.",
        [("Lang", 1, ("AUS",), "Peter Lang")],
    ),
    (
        "the organisation named last",
        "2015-12-01",
        "France bombed the Islamic State in Syria. Germany said the group must be destroyed.",
        [("group", 1, ("ISIS",), None)],
    ),
    (
        "one state's protesters",
        "2019-07-28",
        "Protesters marched through Nairobi. Kenya closed its schools, and Kenya asked Uganda for help.",
        [("Protesters", 1, ("KEN",), None)],
    ),
    (
        "a shared crown",
        "2019-09-24",
        "Queen Elizabeth II received the ambassador.",
        [("Elizabeth", 1, ("GBR",), "Elizabeth II")],
    ),
    (
        "an organisation's envoy",
        "1999-06-10",
        "AU envoy Karim Haddad left Asmara. Ethiopia thanked Haddad, and Ethiopia asked him to return.",
        [("Haddad", 1, ("AU",), "Karim Haddad"), ("him", 1, ("AU",), "Karim Haddad")],
    ),
    (
        "a title that tells what it is for",
        "2021-09-24",
        "U.S. Special Envoy for the Horn of Africa Jeffrey Warden will travel to Sudan.",
        [("Warden", 1, ("USA",), "Jeffrey Warden")],
    ),
    (
        "a clipped title",
        "2023-12-08",
        "Jake Sullivan met Korean National Security Adviser Cho Minsu. NSA Sullivan and NSA Cho signed a plan.",
        [("NSA", 2, ("KOR",), "Cho Minsu"), ("Sullivan", 2, ("USA",), "Jake Sullivan")],
    ),
    (
        "two persons in one word",
        "2016-04-01",
        "The Obama-Xi meeting lasted an hour. Obama thanked China, China, China and Xi.",
        [("Obama", 2, ("USA",), "Barack Obama")],
    ),
    (
        "two leaders in one word, one of them named",
        "2024-03-20",
        "Vice President Kamala Harris will visit Guatemala. The visit underscores the Biden-Harris Administration's commitment.",
        [("Harris", 1, ("USA",), "Kamala Harris")],
    ),
    (
        "leaders are no organisation",
        "2024-02-16",
        "Emmanuel Macron met with Olaf Scholz. The leaders praised the European Union. The leaders agreed on trade.",
        [("leaders", 2, ("FRA", "DEU"), None)],
    ),
    (
        "each side",
        "2022-04-22",
        "Fiji and Tonga held talks. Each side asked for time. The pair will meet again.",
        [("side", 1, ("FJI", "TON"), None), ("pair", 1, ("FJI", "TON"), None)],
    ),
    (
        "leaders of no state",
        "2022-11-12",
        "The summit opened in Paris. Leaders called for calm.",
        [("Leaders", 1, (None,), None)],
    ),
    (
        "the House",
        "2022-05-10",
        "The United States is divided. The House passed the bill on Monday.",
        [("House", 1, ("USA",), None)],
    ),
    (
        "a name in another spelling",
        "2022-01-10",
        "Aleksandr Lukashenka refused..",
        [("Lukashenka", 1, ("BLR",), "Alexander Lukashenko")],
    ),
]
OFFICIAL = [
    ("readout", "2023-06-19", "The White House", "Readout of President Biden’s Call with Prime Minister Fumio Kishida of Japan\n\nPresident Biden spoke today with Prime Minister Fumio Kishida of Japan. The President thanked the Prime Minister. We will continue our close work.", [
        ("President", 3, ("USA",), "Joe Biden"), ("Minister", 3, ("JPN",), "Fumio Kishida"), ("We", 1, ("USA",), None)]),
    ("joint statement", "2023-06-19", "The White House", "Joint Statement of the United States, Canada, and Mexico\n\nWe condemn the attack on our embassies.", [
        ("We", 1, ("USA", "CAN", "MEX"), None)]),
    ("joint statement, told in it", "2024-03-18", "The White House", "Joint Statement on Spyware\n\nWe, the governments of Norway, Peru, and Japan, condemn its misuse. We ask others to join us.", [
        ("We", 1, ("NOR", "PER", "JPN"), None), ("us", 1, ("NOR", "PER", "JPN"), None)]),
    ("our cooperation", "2024-01-23", "The White House", "Readout of National Security Advisor Jake Sullivan’s Meeting with Defense Minister Pal Jonson of Sweden\n\nNational Security Advisor Jake Sullivan spoke today with Defense Minister Pal Jonson of Sweden. They discussed our close cooperation.", [
        ("our", 1, ("USA", "SWE"), None)]),
    ("the guest", "2022-01-31", "The White House", "Readout of President Biden’s Meeting with Amir Tamim bin Hamad Al-Thani of Qatar\n\nPresident Biden met with Amir Tamim bin Hamad Al-Thani of Qatar. The President and the Amir welcomed the deal.", [
        ("Amir", 3, ("QAT",), None)]),
]  # fmt: skip
