"""The frame of the second wording: six longer sentences as newspapers write them, in every language."""

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "en": (
            "The city lies at the foot of the mountains, about 80 kilometres north of the capital, and "
            "has been an important trading post since the Middle Ages."
        ),
        "zh": "该城市位于山脚下，首都以北约80公里处，自中世纪以来一直是重要的贸易站。",
        "ja": "この街は首都の北およそ80キロの山のふもとにあり、中世以来重要な交易拠点となっている。",
        "ko": (
            "이 도시는 수도에서 북쪽으로 약 80킬로미터 떨어진 산기슭에 있으며, 중세 이래 중요한 교역 "
            "거점이었다."
        ),
        "es": (
            "La ciudad se encuentra al pie de las montañas, unos 80 kilómetros al norte de la capital, y "
            "ha sido un importante centro comercial desde la Edad Media."
        ),
        "fr": (
            "La ville se trouve au pied des montagnes, à environ 80 kilomètres au nord de la capitale, "
            "et constitue un comptoir important depuis le Moyen Âge."
        ),
        "pt": (
            "A cidade fica ao pé das montanhas, cerca de 80 quilômetros ao norte da capital, e é um "
            "importante entreposto comercial desde a Idade Média."
        ),
        "ru": (
            "Город расположен у подножия гор, примерно в 80 километрах к северу от столицы, и со времён "
            "Средневековья остаётся важным торговым пунктом."
        ),
    },
    {
        "en": (
            "Police said the two men, both in their twenties, had been arrested at the border after "
            "officers found the stolen paintings in the boot of their car."
        ),
        "zh": "警方表示，这两名二十多岁的男子在边境被捕，此前警员在他们汽车的后备箱中发现了被盗画作。",
        "ja": (
            "警察によると、ともに20代の男性2人は、車のトランクから盗まれた絵画が見つかったことを受け、国"
            "境で逮捕された。"
        ),
        "ko": "경찰은 차 트렁크에서 도난당한 그림이 발견된 뒤 20대 남성 두 명을 국경에서 체포했다고 밝혔다.",
        "es": (
            "La policía dijo que los dos hombres, ambos veinteañeros, habían sido detenidos en la "
            "frontera después de que los agentes encontraran los cuadros robados en el maletero de su "
            "coche."
        ),
        "fr": (
            "La police a déclaré que les deux hommes, tous deux âgés d'une vingtaine d'années, avaient "
            "été arrêtés à la frontière après la découverte des tableaux volés dans le coffre de leur "
            "voiture."
        ),
        "pt": (
            "A polícia disse que os dois homens, ambos na casa dos vinte anos, foram presos na fronteira "
            "depois que os agentes encontraram os quadros roubados no porta-malas do carro deles."
        ),
        "ru": (
            "По словам полиции, двое мужчин, обоим за двадцать, были задержаны на границе после того, "
            "как в багажнике их машины нашли украденные картины."
        ),
    },
    {
        "en": (
            "Although the plant needs little water, it should be kept out of direct sunlight, as its "
            "leaves burn easily."
        ),
        "zh": "虽然这种植物不需要太多水，但应避免阳光直射，因为它的叶子很容易被灼伤。",
        "ja": "この植物は水をあまり必要としないが、葉が焼けやすいため、直射日光は避けたほうがよい。",
        "ko": "이 식물은 물이 많이 필요하지 않지만 잎이 쉽게 타기 때문에 직사광선을 피해야 한다.",
        "es": (
            "Aunque la planta necesita poca agua, conviene mantenerla alejada de la luz solar directa, "
            "ya que sus hojas se queman con facilidad."
        ),
        "fr": (
            "Bien que la plante ait besoin de peu d'eau, il faut la tenir à l'abri de la lumière directe "
            "du soleil, car ses feuilles brûlent facilement."
        ),
        "pt": (
            "Embora a planta precise de pouca água, deve ser mantida longe da luz direta do sol, pois "
            "suas folhas queimam com facilidade."
        ),
        "ru": (
            "Хотя растению нужно мало воды, его следует беречь от прямых солнечных лучей, так как листья "
            "легко обгорают."
        ),
    },
    {
        "en": (
            "Visitors who want to climb the tower are advised to book their tickets at least two weeks "
            "ahead, especially in July and August."
        ),
        "zh": "建议想登塔的游客至少提前两周订票，尤其是在七月和八月。",
        "ja": (
            "塔に登りたい観光客は、とくに7月と8月には、少なくとも2週間前にチケットを予約しておくことが勧"
            "められている。"
        ),
        "ko": "탑에 오르려는 방문객은 특히 7월과 8월에는 적어도 2주 전에 표를 예약하는 것이 좋다.",
        "es": (
            "Se recomienda a los visitantes que quieran subir a la torre que reserven las entradas con "
            "al menos dos semanas de antelación, sobre todo en julio y agosto."
        ),
        "fr": (
            "Il est conseillé aux visiteurs qui souhaitent monter à la tour de réserver leurs billets au "
            "moins deux semaines à l'avance, surtout en juillet et en août."
        ),
        "pt": (
            "Recomenda-se aos visitantes que queiram subir à torre que reservem os ingressos com pelo "
            "menos duas semanas de antecedência, principalmente em julho e agosto."
        ),
        "ru": (
            "Посетителям, желающим подняться на башню, советуют бронировать билеты не менее чем за две "
            "недели, особенно в июле и августе."
        ),
    },
    {
        "en": (
            "“We did not expect to win,” the coach told reporters after the match, adding that the team "
            "had trained for only three days."
        ),
        "zh": "“我们没想到会赢，”教练在赛后告诉记者，并补充说球队只训练了三天。",
        "ja": (
            "「勝てるとは思っていなかった」と監督は試合後に記者団に語り、チームは3日間しか練習していなか"
            "ったと付け加えた。"
        ),
        "ko": (
            "“우리가 이길 줄은 몰랐다”고 감독은 경기 후 기자들에게 말하며, 팀이 사흘밖에 훈련하지 "
            "못했다고 덧붙였다."
        ),
        "es": (
            "«No esperábamos ganar», dijo el entrenador a los periodistas después del partido, y añadió "
            "que el equipo solo había entrenado tres días."
        ),
        "fr": (
            "« Nous ne nous attendions pas à gagner », a déclaré l'entraîneur aux journalistes après le "
            "match, ajoutant que l'équipe ne s'était entraînée que trois jours."
        ),
        "pt": (
            "“Não esperávamos ganhar”, disse o treinador aos jornalistas depois da partida, "
            "acrescentando que a equipe tinha treinado apenas três dias."
        ),
        "ru": (
            "«Мы не ожидали победы», — сказал тренер журналистам после матча и добавил, что команда "
            "тренировалась всего три дня."
        ),
    },
    {
        "en": (
            "The method, first described by a team of researchers in Japan, allows doctors to see "
            "changes in the blood within minutes."
        ),
        "zh": "该方法最早由日本的一个研究小组提出，能让医生在几分钟内看到血液中的变化。",
        "ja": "日本の研究チームが最初に発表したこの方法により、医師は数分のうちに血液の変化を確認できる。",
        "ko": "일본의 한 연구팀이 처음 발표한 이 방법을 쓰면 의사는 몇 분 안에 혈액의 변화를 볼 수 있다.",
        "es": (
            "El método, descrito por primera vez por un equipo de investigadores de Japón, permite a los "
            "médicos ver cambios en la sangre en cuestión de minutos."
        ),
        "fr": (
            "La méthode, décrite pour la première fois par une équipe de chercheurs au Japon, permet aux "
            "médecins de voir des changements dans le sang en quelques minutes."
        ),
        "pt": (
            "O método, descrito pela primeira vez por uma equipe de pesquisadores no Japão, permite aos "
            "médicos ver alterações no sangue em poucos minutos."
        ),
        "ru": (
            "Метод, впервые описанный группой исследователей из Японии, позволяет врачам увидеть "
            "изменения в крови за считаные минуты."
        ),
    },
)
"""Written for this frame. Measured on 40 lines of FLORES-200 dev beside the published ones, zh to en:
chrF 49.6 with chat for examples, 50.5 with these, 51.6 with these and the lexicon's wide glossary.
"""
