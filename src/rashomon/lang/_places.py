"""Places by their names: countries with their demonyms and large cities, US states, regions, bodies of states.

A hand-made list, small on purpose: it tells places from people, and joins spellings that reports of one
event mix (Kyiv and Kiev). A line is `country/variants; demonyms; city/variants, city, ...`. Loaded at first use.
"""

from __future__ import annotations

from functools import cache

_COUNTRIES = """
Afghanistan; Afghan; Kabul, Kandahar, Herat
Albania; Albanian; Tirana
Algeria; Algerian; Algiers, Oran
Andorra; Andorran;
Angola; Angolan; Luanda
Argentina; Argentine, Argentinian, Argentinean; Buenos Aires, Rosario
Armenia; Armenian; Yerevan
Australia; Australian; Canberra, Sydney, Melbourne, Brisbane, Perth, Adelaide, Hobart, Darwin, Queensland, New South Wales, Tasmania
Austria; Austrian; Vienna, Salzburg, Graz, Linz
Azerbaijan; Azerbaijani, Azeri; Baku
Bahamas; Bahamian; Nassau
Bahrain; Bahraini; Manama
Bangladesh; Bangladeshi; Dhaka, Chittagong
Barbados; Barbadian; Bridgetown
Belarus; Belarusian, Belarussian; Minsk
Belgium; Belgian; Brussels, Antwerp, Ghent, Bruges, Liege/Liège
Belize; Belizean;
Benin; Beninese; Cotonou
Bhutan; Bhutanese; Thimphu
Bolivia; Bolivian; La Paz, Sucre, Santa Cruz
Bosnia/Bosnia and Herzegovina/Bosnia-Herzegovina; Bosnian; Sarajevo, Mostar, Banja Luka
Botswana; Botswanan; Gaborone
Brazil; Brazilian; Brasilia/Brasília, Rio de Janeiro/Rio, Sao Paulo/São Paulo, Salvador, Recife, Porto Alegre
Brunei; Bruneian;
Bulgaria; Bulgarian; Sofia, Plovdiv, Varna
Burkina Faso; Burkinabe; Ouagadougou
Burundi; Burundian; Bujumbura
Cambodia; Cambodian; Phnom Penh
Cameroon; Cameroonian; Yaounde/Yaoundé, Douala
Canada; Canadian; Ottawa, Toronto, Montreal/Montréal, Vancouver, Calgary, Edmonton, Winnipeg, Quebec/Québec, Halifax, Ontario, Alberta, \
British Columbia, Manitoba, Nova Scotia
Central African Republic; Central African; Bangui
Chad; Chadian; N'Djamena
Chile; Chilean; Santiago, Valparaiso/Valparaíso
China/People's Republic of China; Chinese; Beijing/Peking, Shanghai, Guangzhou, Shenzhen, Wuhan, Chongqing, Tianjin, Chengdu, Hong Kong, \
Macau, Tibet, Xinjiang, Nanjing
Colombia; Colombian; Bogota/Bogotá, Medellin/Medellín, Cali, Cartagena
Congo/Democratic Republic of Congo/Democratic Republic of the Congo/DR Congo; Congolese; Kinshasa, Brazzaville, Goma
Costa Rica; Costa Rican; San Jose/San José
Croatia; Croatian, Croat; Zagreb, Dubrovnik, Rijeka
Cuba; Cuban; Havana
Cyprus; Cypriot; Nicosia, Limassol
Czech Republic/Czechia; Czech; Prague, Brno, Ostrava
Denmark; Danish, Dane; Copenhagen, Aarhus, Greenland
Djibouti; Djiboutian;
Dominican Republic; Dominican; Santo Domingo
East Timor/Timor-Leste; Timorese; Dili
Ecuador; Ecuadorian, Ecuadorean; Quito, Guayaquil
Egypt; Egyptian; Cairo, Alexandria, Sinai, Giza
El Salvador; Salvadoran; San Salvador
Eritrea; Eritrean; Asmara
Estonia; Estonian; Tallinn, Tartu
Ethiopia; Ethiopian; Addis Ababa, Tigray
Fiji; Fijian; Suva
Finland; Finnish, Finn; Helsinki, Tampere, Turku
France; French; Paris, Lyon/Lyons, Marseille/Marseilles, Toulouse, Bordeaux, Lille, Strasbourg, Nantes, Normandy, Brittany
Gabon; Gabonese; Libreville
Gambia; Gambian; Banjul
Georgia; Georgian; Tbilisi
Germany; German; Berlin, Hamburg, Munich/München, Cologne/Köln, Frankfurt, Stuttgart, Dresden, Leipzig, Bonn, Bremen, Hanover, \
Düsseldorf/Dusseldorf, Bavaria, Saxony
Ghana; Ghanaian; Accra, Kumasi
Greece; Greek; Athens, Thessaloniki, Crete, Lesbos
Guatemala; Guatemalan; Guatemala City
Guinea; Guinean; Conakry
Guyana; Guyanese; Georgetown
Haiti; Haitian; Port-au-Prince
Honduras; Honduran; Tegucigalpa
Hungary; Hungarian; Budapest, Debrecen
Iceland; Icelandic, Icelander; Reykjavik/Reykjavík
India; Indian; New Delhi/Delhi, Mumbai/Bombay, Kolkata/Calcutta, Chennai/Madras, Bengaluru/Bangalore, Hyderabad, Kashmir, Punjab, \
Gujarat, Kerala
Indonesia; Indonesian; Jakarta, Bali, Java, Sumatra, Surabaya
Iran; Iranian; Tehran/Teheran, Isfahan, Qom, Tabriz
Iraq; Iraqi; Baghdad, Basra, Mosul, Fallujah, Kirkuk, Erbil
Ireland/Republic of Ireland; Irish; Dublin, Galway, Limerick
Israel; Israeli; Jerusalem, Tel Aviv, Haifa
Italy; Italian; Rome/Roma, Milan/Milano, Naples/Napoli, Turin/Torino, Florence/Firenze, Venice/Venezia, Genoa, Bologna, Palermo, Sicily, \
Sardinia, Lampedusa
Ivory Coast/Côte d'Ivoire/Cote d'Ivoire; Ivorian; Abidjan
Jamaica; Jamaican; Kingston
Japan; Japanese; Tokyo, Osaka, Kyoto, Hiroshima, Nagasaki, Fukushima, Okinawa, Sapporo
Jordan; Jordanian; Amman
Kazakhstan; Kazakh; Astana/Nur-Sultan, Almaty
Kenya; Kenyan; Nairobi, Mombasa
Kosovo; Kosovar, Kosovan; Pristina
Kuwait; Kuwaiti; Kuwait City
Kyrgyzstan; Kyrgyz; Bishkek
Laos; Laotian, Lao; Vientiane
Latvia; Latvian; Riga
Lebanon; Lebanese; Beirut, Tripoli, Sidon
Lesotho; ;
Liberia; Liberian; Monrovia
Libya; Libyan; Benghazi, Misrata
Lithuania; Lithuanian; Vilnius, Kaunas
Luxembourg; Luxembourger;
Madagascar; Malagasy; Antananarivo
Malawi; Malawian; Lilongwe
Malaysia; Malaysian; Kuala Lumpur, Penang
Maldives; Maldivian; Male
Mali; Malian; Bamako, Timbuktu
Malta; Maltese; Valletta
Mauritania; Mauritanian; Nouakchott
Mauritius; Mauritian; Port Louis
Mexico/México; Mexican; Mexico City, Guadalajara, Monterrey, Tijuana, Ciudad Juarez/Ciudad Juárez, Acapulco, Cancun/Cancún, Oaxaca
Moldova; Moldovan; Chisinau/Chișinău, Transnistria
Monaco; Monegasque; Monte Carlo
Mongolia; Mongolian; Ulaanbaatar/Ulan Bator
Montenegro; Montenegrin; Podgorica
Morocco; Moroccan; Rabat, Casablanca, Marrakesh/Marrakech, Fez
Mozambique; Mozambican; Maputo
Myanmar/Burma; Burmese; Naypyidaw, Yangon/Rangoon, Mandalay
Namibia; Namibian; Windhoek
Nepal; Nepali, Nepalese; Kathmandu
Netherlands/Holland; Dutch; Amsterdam, Rotterdam, The Hague/Hague, Utrecht, Eindhoven
New Zealand; New Zealander; Wellington, Auckland, Christchurch
Nicaragua; Nicaraguan; Managua
Niger; Nigerien; Niamey
Nigeria; Nigerian; Abuja, Lagos, Kano, Maiduguri, Borno
North Korea/Democratic People's Republic of Korea; North Korean; Pyongyang
North Macedonia/Macedonia; Macedonian; Skopje
Norway; Norwegian; Oslo, Bergen, Trondheim
Oman; Omani; Muscat
Pakistan; Pakistani; Islamabad, Karachi, Lahore, Peshawar, Quetta, Rawalpindi, Balochistan, Waziristan
Palestine/Palestinian Territories; Palestinian; Gaza/Gaza Strip, Ramallah, West Bank, Rafah, Khan Younis, Hebron, Nablus, Jenin
Panama; Panamanian; Panama City
Papua New Guinea; ; Port Moresby
Paraguay; Paraguayan; Asuncion/Asunción
Peru; Peruvian; Lima, Cusco
Philippines; Philippine, Filipino; Manila, Mindanao, Davao, Cebu
Poland; Polish, Pole; Warsaw, Krakow/Kraków/Cracow, Gdansk/Gdańsk, Lodz/Łódź, Wroclaw/Wrocław
Portugal; Portuguese; Lisbon, Porto, Madeira, Azores
Qatar; Qatari; Doha
Romania; Romanian; Bucharest, Cluj
Russia/Russian Federation; Russian; Moscow/Moskva, Saint Petersburg/St. Petersburg/St Petersburg, Kazan, Novosibirsk, Sochi, Chechnya, \
Grozny, Siberia, Rostov, Belgorod, Kursk, Kaliningrad, Vladivostok
Rwanda; Rwandan; Kigali
Saudi Arabia; Saudi, Saudi Arabian; Riyadh, Jeddah/Jiddah, Mecca, Medina
Senegal; Senegalese; Dakar
Serbia; Serbian, Serb; Belgrade, Novi Sad
Sierra Leone; Sierra Leonean; Freetown
Singapore; Singaporean;
Slovakia; Slovak, Slovakian; Bratislava
Slovenia; Slovenian, Slovene; Ljubljana, Maribor
Somalia; Somali; Mogadishu
South Africa; South African; Pretoria, Johannesburg, Cape Town, Durban, Soweto
South Korea/Republic of Korea; South Korean; Seoul, Busan, Incheon
South Sudan; South Sudanese; Juba
Spain/España; Spanish, Spaniard; Madrid, Barcelona, Valencia, Seville/Sevilla, Bilbao, Catalonia, Malaga/Málaga, Zaragoza
Sri Lanka; Sri Lankan; Colombo
Sudan; Sudanese; Khartoum, Darfur
Suriname; Surinamese; Paramaribo
Sweden; Swedish, Swede; Stockholm, Gothenburg, Malmo/Malmö, Uppsala
Switzerland; Swiss; Bern/Berne, Zurich/Zürich, Geneva/Genève/Ginebra, Basel, Lausanne, Davos, Lugano
Syria; Syrian; Damascus, Aleppo, Homs, Idlib, Raqqa, Hama, Deir al-Zour
Taiwan; Taiwanese; Taipei, Kaohsiung
Tajikistan; Tajik; Dushanbe
Tanzania; Tanzanian; Dar es Salaam, Dodoma, Zanzibar
Thailand; Thai; Bangkok, Phuket, Chiang Mai
Togo; Togolese; Lome/Lomé
Trinidad and Tobago/Trinidad; Trinidadian; Port of Spain
Tunisia; Tunisian; Tunis, Sousse
Turkey/Türkiye; Turkish, Turk; Ankara, Istanbul, Izmir, Antalya, Gaziantep
Turkmenistan; Turkmen; Ashgabat
Uganda; Ugandan; Kampala, Entebbe
Ukraine; Ukrainian; Kyiv/Kiev/Kijev, Kharkiv/Kharkov, Odesa/Odessa, Lviv/Lvov, Dnipro, Donetsk, Luhansk/Lugansk, Mariupol, Kherson, \
Zaporizhzhia/Zaporizhia, Crimea, Donbas/Donbass, Sevastopol, Bakhmut, Slaviansk/Sloviansk
United Arab Emirates/UAE/U.A.E.; Emirati; Abu Dhabi, Dubai, Sharjah
United Kingdom/UK/U.K./Britain/Great Britain; British, Briton; London, Manchester, Birmingham, Liverpool, Leeds, Glasgow, Edinburgh, \
Belfast, Cardiff, Bristol, Sheffield, Newcastle, England, Scotland, Wales, Northern Ireland, Oxford, Cambridge, Salisbury, Brighton, \
Leicester, Nottingham, Southampton, Kent, Yorkshire, Cornwall
United States/US/U.S./USA/U.S.A./United States of America/America; American; Washington/Washington DC/Washington D.C./Washington, D.C., \
New York/New York City, Los Angeles, Chicago, Houston, Philadelphia, Phoenix, San Antonio, San Diego, Dallas, San Francisco, Austin, \
Boston, Seattle, Denver, Detroit, Atlanta, Miami, Baltimore, Las Vegas, New Orleans, Minneapolis, Cleveland, Pittsburgh, St. Louis/St \
Louis, Cincinnati, Tampa, Orlando, Brooklyn, Manhattan, Queens, Bronx, Long Island, Silicon Valley, Hollywood, Baton Rouge, Sacramento, \
Oakland, Newark, Charlotte, Honolulu, Salt Lake City, Nashville, Memphis, Milwaukee, Omaha, Tulsa, Anchorage, Guam, Puerto Rico
Uruguay; Uruguayan; Montevideo
Uzbekistan; Uzbek; Tashkent, Samarkand
Vatican/Vatican City/Holy See; ;
Venezuela; Venezuelan; Caracas, Maracaibo
Vietnam; Vietnamese; Hanoi, Ho Chi Minh City/Saigon, Da Nang, Haiphong
Yemen; Yemeni; Sanaa/Sana'a, Aden, Hodeidah/Hodeida
Zambia; Zambian; Lusaka
Zimbabwe; Zimbabwean; Harare, Bulawayo
; ; Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, \
Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New \
Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, \
South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, West Virginia, Wisconsin, Wyoming
; European, Asian, African, Arab, Western, Kurdish, Latin American, Scottish, Welsh, English, Catalan, Chechen, Muslim, Jewish, \
Christian, Catholic, Islamic, Soviet, Democratic, Republican; Europe, Asia, Africa, North America, South America, Latin America, Central \
America, Middle East, Balkans, Caribbean, Scandinavia, Antarctica, Arctic, Soviet Union, Yugoslavia, Kurdistan, Atlantic, Pacific, \
Mediterranean, Black Sea, Baltic, Red Sea, Persian Gulf, South China Sea
"""
SORTS = {  # what a place is, by the last word of its name
    **dict.fromkeys("street st road rd avenue ave lane boulevard blvd highway drive square quay rue strasse straße platz calle".split(), "street"),
    **dict.fromkeys("county province state region district governorate prefecture department oblast canton".split(), "region"),
    **dict.fromkeys("center centre hospital clinic school university church bank hotel stadium airport station prison park".split(), "house"),
    **dict.fromkeys("river lake sea ocean island islands mountain mountains bay gulf strait valley desert".split(), "ground"),
}
_STATES = frozenset(  # of the United States as datelines write them, and parts of the United Kingdom and Canada
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis "
    "Wyo N.H N.J N.M N.Y N.C N.D R.I S.C S.D W.Va England Scotland Wales Ontario Quebec Alberta Manitoba Saskatchewan".split()
)
COMMON_WORDS = frozenset(  # places that are also words or names of people; they need capitals and are no place before a surname
    "turkey china chad jordan georgia mobile orange reading bath nice cork split male cali rio bergen lima java hama america us latin austin "
    "charlotte washington lincoln florence sofia victoria sydney paris chester houston dallas madison jackson virginia carolina phoenix queens "
    "christian dane pole finn turk essen linz kent lyon medina kingston wellington darwin hobart perth georgetown cleveland newark columbus "
    "hague salvador santiago santa salisbury cambridge aden".split()
)
BODIES = {  # states' bodies and clubs under their many names
    "United Nations": ("UN", "U.N.", "United Nations"),
    "European Union": ("EU", "E.U.", "European Union"),
    "NATO": ("NATO", "Nato"),
    "G20": ("G20", "G-20", "Group of 20", "Group of Twenty", "group of 20", "Group of 20 nations"),
    "G7": ("G7", "G-7", "Group of Seven", "Group of 7"),
    "World Health Organization": ("WHO", "World Health Organization", "World Health Organisation"),
    "International Monetary Fund": ("IMF", "International Monetary Fund"),
    "ASEAN": ("ASEAN", "Asean", "Association of Southeast Asian Nations"),
    "International Atomic Energy Agency": ("IAEA", "International Atomic Energy Agency"),
    "African Union": ("AU", "African Union"),
    "FBI": ("FBI", "F.B.I.", "Federal Bureau of Investigation"),
    "CIA": ("CIA", "C.I.A.", "Central Intelligence Agency"),
    "White House": ("White House",),
    "Kremlin": ("Kremlin",),
    "Pentagon": ("Pentagon",),
    "Congress": ("Congress",),
    "Senate": ("Senate",),
    "House of Representatives": ("House of Representatives",),
    "Supreme Court": ("Supreme Court",),
    "Hamas": ("Hamas",),
    "Hezbollah": ("Hezbollah", "Hizbullah"),
    "Taliban": ("Taliban", "Taleban"),
    "Islamic State": ("Islamic State", "ISIS", "ISIL", "Isis"),
    "OPEC": ("OPEC", "Opec"),
    "Red Cross": ("Red Cross",),
}


@cache
def places() -> dict[str, str]:
    """Every spelling of a place -> its usual name."""
    found: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        country, _, cities = line.split(";")
        for entry in (country, *cities.replace("Washington, D.C.", "Washington D.C").split(",")):
            first, *more = entry.strip().split("/")
            found.update((spelling, first) for spelling in (first, *more) if spelling)
    return found


@cache
def countries() -> frozenset[str]:
    """Every spelling of a country."""
    return frozenset(spelling for line in _COUNTRIES.strip().splitlines() for spelling in line.split(";")[0].split("/") if spelling)


@cache
def states() -> frozenset[str]:
    """States of one country, in full and as datelines write them."""
    line = next(line for line in _COUNTRIES.splitlines() if line.startswith("; ; Alabama"))
    return _STATES | frozenset(name.strip() for name in line.split(";")[2].split(","))


def sort_of(place: str) -> str:
    """What a place is, as far as its name tells: places of two sorts may lie in each other."""
    if places().get(place, place) in countries():
        return "country"
    if place.rstrip(".") in states():
        return "region"
    return SORTS.get(place.rsplit(maxsplit=1)[-1].casefold().rstrip("."), "town") if place.split() else "town"


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and nouns of people -> their country, "" for a region."""
    found: dict[str, str] = {}
    for line in _COUNTRIES.strip().splitlines():
        country, words, _ = line.split(";")
        for word in filter(None, map(str.strip, words.split(","))):
            found[word] = found[f"{word}s"] = country.split("/")[0]
    return found


@cache
def bodies() -> dict[str, str]:
    """Every spelling of a body -> its usual name."""
    return {spelling: name for name, spellings in BODIES.items() for spelling in spellings}
