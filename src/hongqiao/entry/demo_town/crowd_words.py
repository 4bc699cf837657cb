"""Words from which the notes of a crowd are put together, in the eight languages of the town."""

import msgspec


class Words(msgspec.Struct, frozen=True):
    """Pieces of titles and bodies; a title is an opening, a thing and a place."""

    share: float
    openings: tuple[str, ...]
    things: tuple[str, ...]
    places: tuple[str, ...]
    sentences: tuple[str, ...]
    topics: tuple[str, ...]


LANGUAGES = {
    "en": Words(
        0.60,
        ("My honest take on", "Three days with", "What nobody says about", "A slow morning with", "Second try at", "How I learned"),
        ("handmade noodles", "a secondhand bicycle", "the night train", "balcony tomatoes", "wool socks", "a rented kayak",
         "sourdough", "an old film camera", "the hill path", "a shy cat"),
        ("by the harbour", "in a small flat", "before work", "on a rainy Sunday", "near the station", "with friends"),
        ("It took longer than I thought and I would do it again.", "Bring water, a jumper and somebody patient.",
         "The first attempt went wrong because I was in a hurry.", "It cost less than lunch, which surprised me.",
         "Ask the neighbours first, they know everything."),
        ("slowliving", "weekend", "cityguide", "firsttime", "athome"),
    ),
    "zh": Words(
        0.14,
        ("真心话聊聊", "三天体验", "没人告诉你的", "慢慢学会", "第二次尝试", "周末记录"),
        ("手工面", "二手自行车", "夜班火车", "阳台番茄", "毛线袜", "租来的皮划艇", "酸面包", "老胶片机", "后山小路", "胆小的猫"),
        ("在码头边", "小房间里", "上班之前", "下雨的周日", "车站附近", "和朋友一起"),
        ("比想象中花时间，但还想再来一次。", "记得带水、外套和一个有耐心的朋友。", "第一次失败，因为太着急了。",
         "比一顿午饭还便宜，没想到。", "先问问邻居，他们什么都知道。"),
        ("慢生活", "周末", "城市漫步", "第一次", "居家"),
    ),
    "ja": Words(
        0.07,
        ("正直に話す", "三日間の", "誰も言わない", "ゆっくり覚えた", "二度目の", "休日の"),
        ("手打ち麺", "中古の自転車", "夜行列車", "ベランダのトマト", "毛糸の靴下", "借りたカヤック", "天然酵母パン", "古いカメラ", "裏山の道", "臆病な猫"),
        ("港のそばで", "小さな部屋で", "出勤前に", "雨の日曜に", "駅の近くで", "友だちと"),
        ("思ったより時間がかかったけれど、またやりたい。", "水と上着と、気の長い友だちを。", "急いだせいで一度目は失敗した。",
         "昼ごはんより安くて驚いた。", "まずご近所に聞くのがいちばん。"),
        ("ゆっくり暮らす", "週末", "街歩き", "はじめて", "おうち"),
    ),
    "ko": Words(
        0.05,
        ("솔직하게 말하는", "사흘 동안의", "아무도 말 안 한", "천천히 배운", "두 번째 도전", "주말의"),
        ("손칼국수", "중고 자전거", "야간열차", "베란다 토마토", "털양말", "빌린 카약", "천연발효빵", "오래된 카메라", "뒷산 길", "겁 많은 고양이"),
        ("항구 옆에서", "작은 방에서", "출근 전에", "비 오는 일요일에", "역 근처에서", "친구들과"),
        ("생각보다 오래 걸렸지만 또 하고 싶어요.", "물과 겉옷, 그리고 참을성 있는 친구를 챙기세요.", "급하게 해서 처음엔 실패했어요.",
         "점심값보다 싸서 놀랐어요.", "먼저 이웃에게 물어보세요."),
        ("느린생활", "주말", "동네산책", "처음", "집"),
    ),
    "es": Words(
        0.05,
        ("Mi opinión sincera sobre", "Tres días con", "Lo que nadie cuenta de", "Aprendí despacio con", "Segundo intento con", "Domingo con"),
        ("fideos a mano", "una bici usada", "el tren nocturno", "tomates del balcón", "calcetines de lana", "un kayak alquilado",
         "masa madre", "una cámara vieja", "el sendero", "un gato tímido"),
        ("junto al puerto", "en un piso pequeño", "antes del trabajo", "un domingo de lluvia", "cerca de la estación", "con amigos"),
        ("Tardé más de lo que pensaba y lo repetiría.", "Lleva agua, una chaqueta y a alguien paciente.",
         "La primera vez salió mal por ir con prisa.", "Costó menos que comer fuera.", "Pregunta primero a los vecinos."),
        ("vidalenta", "finde", "paseos", "primeravez", "encasa"),
    ),
    "fr": Words(
        0.03,
        ("Mon avis sincère sur", "Trois jours avec", "Ce qu’on ne dit pas sur", "J’ai appris doucement avec", "Deuxième essai :", "Dimanche avec"),
        ("des nouilles maison", "un vélo d’occasion", "le train de nuit", "les tomates du balcon", "des chaussettes en laine",
         "un kayak loué", "le levain", "un vieil appareil photo", "le sentier", "un chat timide"),
        ("près du port", "dans un petit appart", "avant le travail", "un dimanche de pluie", "près de la gare", "entre amis"),
        ("C’était plus long que prévu, et je recommencerais.", "Prenez de l’eau, un pull et quelqu’un de patient.",
         "Le premier essai a raté, j’étais pressée.", "Moins cher qu’un déjeuner.", "Demandez d’abord aux voisins."),
        ("vielente", "weekend", "balade", "premierefois", "maison"),
    ),
    "pt": Words(
        0.03,
        ("Minha opinião sincera sobre", "Três dias com", "O que ninguém conta sobre", "Aprendi devagar com", "Segunda tentativa:", "Domingo com"),
        ("macarrão feito à mão", "uma bicicleta usada", "o trem noturno", "tomates da varanda", "meias de lã", "um caiaque alugado",
         "fermentação natural", "uma câmera antiga", "a trilha", "um gato tímido"),
        ("perto do porto", "num apê pequeno", "antes do trabalho", "num domingo de chuva", "perto da estação", "com amigos"),
        ("Demorou mais do que eu pensava e eu faria de novo.", "Leve água, um casaco e alguém paciente.",
         "A primeira vez deu errado por pressa.", "Custou menos que um almoço.", "Pergunte antes aos vizinhos."),
        ("vidalenta", "fimdesemana", "passeio", "primeiravez", "emcasa"),
    ),
    "ru": Words(
        0.03,
        ("Честно про", "Три дня:", "Чего не говорят про", "Училась не спеша:", "Вторая попытка:", "Воскресенье:"),
        ("домашняя лапша", "старый велосипед", "ночной поезд", "помидоры на балконе", "шерстяные носки", "байдарка напрокат",
         "хлеб на закваске", "плёночная камера", "тропа в лесу", "робкий кот"),
        ("у причала", "в маленькой квартире", "до работы", "в дождливое воскресенье", "возле вокзала", "с друзьями"),
        ("Заняло больше времени, чем думала, но повторила бы.", "Возьмите воду, кофту и терпеливого друга.",
         "Первый раз не вышло: спешила.", "Вышло дешевле обеда.", "Сначала спросите соседей."),
        ("неспешно", "выходные", "прогулка", "впервые", "дома"),
    ),
}
"""Mostly English, as nothing then waits for an engine."""
