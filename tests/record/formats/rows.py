"""Rows of other data sets written by us, in their columns."""

GDELT2 = [
    "900000001", "20230619", "202306", "2023", "2023.4630",
    "USAGOV", "UNITED STATES", "USA", "", "", "", "", "GOV", "", "", "CHN", "CHINA", "CHN", *[""] * 7,
    "1", "042", "042", "04", "1", "1.9", "12", "3", "10", "-1.25",
    "0", *[""] * 7, "0", *[""] * 7, "4", "Beijing, Beijing, China", "CH", "CH22", "13001", "39.9289", "116.388", "-1898541",
    "20230619120000", "https://courier.example/a",
]  # fmt: skip
GDELT1 = [
    *[cell for i, cell in enumerate(GDELT2) if i not in (39, 47, 55)][:56], "20230620", "https://courier.example/a",
]  # fmt: skip
ICEWS = [
    "40000001", "2023-06-19", "Antony Blinken", "Executive,Foreign Ministry,Government", "United States", "Make a visit", "042",
    "1.9", "China", "NA", "China", "50000001", "2", "The Courier", "Beijing", "NA", "Beijing", "China", "39.9075", "116.397",
]  # fmt: skip
POLECAT = {
    "Event ID": "P-1", "Event Date": "2023-06-19", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4.0",
    "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic;economic", "Actor Name": "Antony Blinken; Janet Yellen",
    "Actor Country": "USA", "Actor COW": "2", "Primary Actor Sector": "GOV", "Recipient Name": "Qin Gang",
    "Recipient Country": "CHN", "Primary Recipient Sector": "GOV", "City": "Beijing", "Country": "China",
    "Latitude": "39.9", "Longitude": "116.4", "Publication Date": "2023-06-20", "Version": "v1",
}  # fmt: skip
PHOENIX = [
    "7_1.0.0", "20230619", "2023", "06", "19", "USAGOV", "USA", "GOV", "", "IGOUNO", "IGO", "", "UNO", "040", "04", "1", "1.0",
    "ID_ECONOMY,1", "39.9", "116.4", "Beijing", "Beijing Shi", "China", "a_1;b_2", "https://courier.example/a;https://post.example/b",
    "courier;post",
]  # fmt: skip
PETRARCH = ["20230619", "USAGOV", "CHN", "040", "", "a_1;b_2", "https://courier.example/a", "courier"]
