"""German and Turkish: the metal workshop in Kassel, the museum, the family in Izmir."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails
from accounts.google.simulator.demonstration.senders import SENDERS

_GERMAN = """
=== vm-angebot | -86 08:12 | HENRIK | Angebot für 21 Wegweiserpfosten | attach=Clients/Tidewell/Angebot Vossberg Pfosten.pdf
Sehr geehrte Frau Hartwell,

vielen Dank für Ihre Anfrage. Für 21 Pfosten aus feuerverzinktem Stahl, pulverbeschichtet in
Anthrazit, Höhe 2,60 m, bieten wir Ihnen einen Stückpreis von 298,00 € ab Werk an. Die Lieferzeit
beträgt sechs Wochen nach Freigabe der Zeichnung.

Mit freundlichen Grüßen aus Kassel
=== vm-frage | -85 10:31 | DEMO | | re=vm-angebot
Guten Tag Herr Voßberg, danke für das schnelle Angebot. Halten die Pfosten salzige Luft aus? Der Hafen
liegt direkt am offenen Meer. Und könnten die Arme nachträglich gedreht werden?
=== vm-antwort | -84 07:55 | HENRIK | | re=vm-frage
Für Meeresluft empfehle ich die Duplexbeschichtung, das sind 41,00 € mehr je Pfosten, dafür gebe ich
fünfzehn Jahre Gewährleistung. Die Arme sitzen auf Klemmringen und lassen sich mit einem Inbusschlüssel
in zwei Minuten drehen.
=== vm-zeichnung | -78 16:20 | HENRIK | Zeichnung Nr. 4471-B zur Freigabe | labels=Important ; charset=iso-8859-1 ; encoding=quoted-printable
Anbei die Maße, die wir telefonisch besprochen haben: Fußplatte 240 x 240, vier Bohrungen, Schrauben
M16. Bitte prüfen Sie besonders die Höhe des unteren Arms, damit sich niemand den Kopf stößt. Ohne Ihre
Freigabe fangen wir nicht an.
=== vm-freigabe | -77 09:03 | DEMO | | re=vm-zeichnung
Freigegeben mit einer Änderung: unterer Arm bitte auf 2,25 m statt 2,10 m. Priyanka ist 1,83 m groß
und hat es ausprobiert.
=== vm-muster | -60 13:45 | HENRIK | Musterpfosten ist unterwegs
Der erste Pfosten hat heute unser Haus verlassen. Die Spedition meldet sich bei Ihnen wegen der
Uhrzeit. Bitte nicht werfen, die Beschichtung härtet noch drei Tage nach.
=== sp-avis | -59 15:02 | SPEDITION | Avis: 1 Packstück, 48 kg | charset=iso-8859-1 ; encoding=base64
Wir liefern am Donnerstag zwischen 10 und 12 Uhr frei Bordsteinkante. Bitte sorgen Sie für zwei
kräftige Personen, unser Fahrer ist allein und hat Rücken. Sendungsnummer AH-556-09.
=== vm-rechnung | -79 11:11 | HENRIK | Rechnung VM-88-204
Unsere Rechnung über 6.340,50 € für die Vorserie liegt bei. Zahlungsziel 30 Tage netto, bei Zahlung
innerhalb von 10 Tagen gewähren wir 2 % Skonto.
=== vm-rost | -20 08:40 | DEMO | Rostpunkte am Musterpfosten | to=HENRIK
Lieber Herr Voßberg, nach fünf Wochen am Kai sehe ich am Klemmring drei kleine Rostpunkte, Fotos liegen
im Ordner. Der Pfosten selbst ist tadellos. Sind die Ringe vielleicht ohne Beschichtung geblieben?
=== vm-rost-antwort | -19 12:00 | HENRIK | | re=vm-rost
Sie haben recht, und es ist mir unangenehm: Die Ringe kamen von einem Zulieferer und waren nur
galvanisch verzinkt. Für die Serie nehmen wir Edelstahl, ohne Aufpreis. Neue Ringe für das Muster
schicke ich morgen.
=== vm-besuch | -8 09:20 | HENRIK | Besuch in Kassel?
Wenn Sie ohnehin zur Tagung nach Rotterdam fahren, wäre Kassel fast auf dem Weg. Ich zeige Ihnen gern
die neue Laseranlage, und unsere Kantine macht dienstags Grüne Soße, auch im Winter.
=== vm-werkferien | -4 10:05 | HENRIK | Betriebsferien
Unser Werk bleibt zwei Wochen lang geschlossen, ab {werk:de}. Freigaben, die wir bis {werkfrei:num} haben,
fertigen wir noch davor. In Notfällen erreichen Sie mich unter +49 30 23125 017.
"""

_TURKISH = """
=== aile-borek | -49 19:20 | GULAY | Ispanaklı börek tarifi | charset=iso-8859-9 ; encoding=quoted-printable ; labels=Starred
Canım kızım,

istediğin börek tarifi: Dört yufka, yarım kilo ıspanak, iki yüz gram beyaz peynir, üç yumurta, bir su
bardağı süt, yarım bardak zeytinyağı. Ispanağı yıka, doğra, sakın haşlama. Her yufkanın arasına sütlü
karışımdan gezdir. 190 derecede kırk dakika, üstü kızarana kadar. Dilimlemeden önce on dakika beklet,
yoksa dağılır.

Öptüm, annen
=== aile-borek-oldu | -48 21:10 | DEMO | | re=aile-borek
Anneciğim, oldu! Leyla üç dilim yedi, Finn yalnızca üstünü. Tom yufka yerine hazır milföy önerdi, onu
mutfaktan çıkardım. Sütün içine biraz yoğurt da koydum, iyi geldi.
=== aile-borek-kizgin | -48 22:00 | GULAY | | re=aile-borek-oldu ; charset=iso-8859-9 ; encoding=base64
Milföyle börek olmaz, oğluma söyle. Yoğurt güzel fikir, rahmetli anneannen de öyle yapardı. Çocukların
resmini bekliyorum.
=== aile-gelis | -43 18:45 | KEREM | İstanbul'a geliyormuşsun! | charset=iso-8859-9 ; encoding=quoted-printable
Abla, annem söyledi, müze işi için İstanbul'a geliyormuşsun. Cuma akşamı ben de gelsem, cumartesi
kahvaltıda buluşsak? Uçağın kaçta kalkıyor? Havalimanına ben bırakırım.
=== aile-gelis-cevap | -42 08:05 | DEMO | | re=aile-gelis
Çok iyi olur. {flight_back:tr} saat 14:30'da uçuyorum, en geç on birde yola çıkmam lazım. Kahvaltıyı
dokuzda Karaköy'de yapalım, iskelenin yanındaki küçük yerde.
=== aile-doktor | -28 20:12 | GULAY | Göz doktoruna gittim | charset=iso-8859-9 ; encoding=base64
Merak etme, katarakt henüz başlangıçmış. Altı ay sonra yine bakacaklar. Damla verdi, günde iki kere.
Komşu Nermin götürdü, dönüşte sahilde çay içtik.
=== aile-bayram | -115 10:00 | KEREM | Yazlık için para
Çatının tamiri 38.000 lira tutuyor, usta yarısını peşin istiyor. İkimiz bölüşelim mi, annem duymasın.
=== aile-bayram-cevap | -114 21:31 | DEMO | | re=aile-bayram
Bölüşelim, yarın gönderirim. Ustaya söyle, geçen seferki gibi kiremitleri bahçede bırakmasın.
=== muze-davet | -100 09:30 | AYLIN | Yönlendirme projesi: ilk izlenimlerimiz
Deniz Hanım merhaba,

fotoğraf çalışmanız yönetim kurulunda çok beğenildi. Özellikle üçüncü sahanlık önerisi tartışma yarattı:
müdürümüz kapıyı açmak istiyor, itfaiye istemiyor. Ziyaretçi güzergâhı için bir taslak hazırlayabilir
misiniz? Türkçe ve İngilizce metinler iki ayrı levhada mı olmalı, yan yana mı?
=== muze-cevap | -99 11:11 | DEMO | | re=muze-davet
Aylin Hanım, teşekkür ederim. Metinler aynı levhada, Türkçe üstte ve daha büyük olmalı; iki levha
koridoru doldurur. Güzergâh taslağını iki hafta içinde gönderirim.
=== muze-itfaiye | -29 14:18 | AYLIN | İtfaiye kapıya razı oldu | charset=iso-8859-9 ; encoding=quoted-printable
Güzel haber: itfaiye, üçüncü sahanlıktaki kapının gündüz açık kalmasına izin verdi. Şartları: fosforlu
levha, en az 30 santim yüksekliğinde, ve elektrikler kesilince kendiliğinden açılan kilit.
=== muze-rehber | -16 10:44 | AYLIN | Sesli rehber metinleri | attach=Clients/Museum/Levha metinleri.xlsx
Sesli rehberin 22 durağı var, sizin güzergâhınızda 19 levha. Üç durak açıkta kalıyor: halat makinesi,
saat kulesi ve denizaltının mutfağı. Gelince birlikte karar verelim.
"""

_EVENTS = """
=== kahvalti-kerem | +2sat 09:00 | 90 | Kahvaltı: Kerem, Karaköy | zone=Europe/Istanbul ; with=KEREM,DEMO ; cal=Family
=== vossberg-abnahme | -11thu 10:00 | 60 | Abnahme Zeichnung 4471-B (Telefon) | zone=Europe/Berlin ; by=HENRIK ; with=HENRIK,DEMO,PRIYANKA
=== vossberg-serie | +3wed 10:00 | 45 | Kassel: Start der Serie | zone=Europe/Berlin ; by=HENRIK ; with=HENRIK,DEMO! ; link=https://meet.example.com/vsb-qlod-rpe
=== birthday-gulay | -250 | 1d | Annemin doğum günü | cal=Family ; rrule=FREQ=YEARLY ; free=1
=== birthday-leyla | -200 | 1d | Leyla's birthday | cal=Family ; rrule=FREQ=YEARLY ; free=1
=== birthday-tom | -96 | 1d | Tom's birthday | cal=Family ; rrule=FREQ=YEARLY ; free=1
=== birthday-finn | -338 | 1d | Finn's birthday | cal=Family ; rrule=FREQ=YEARLY ; free=1
"""

_FILES = """
=== Clients/Tidewell/Angebot Vossberg Pfosten.pdf | -86 08:30 | -86 08:30
# Angebot 4471: 21 Wegweiserpfosten

Stahl feuerverzinkt, Höhe 2,60 m, Anthrazit: 298,00 EUR je Stück. Duplexbeschichtung: 41,00 EUR Aufpreis.
Gewährleistung 15 Jahre. Lieferzeit sechs Wochen nach Freigabe. Vossberg Metallbau GmbH, Kassel.
=== Clients/Tidewell/Montage Pfosten.docx | -70 09:00 | -18 15:10 | google=document ; share=HENRIK:commenter,PRIYANKA:writer
# Montageanleitung

- Fundament 60 x 60 x 80 cm, zwei Tage aushärten lassen
- Fußplatte mit vier Schrauben M16 anziehen, 180 Nm
- Arme mit Inbusschlüssel 8 mm ausrichten
- Klemmringe: nur Edelstahl verwenden
=== Recipes/Börek.md | -48 22:10 | -48 22:20 | share=TOM:reader,ROSALIND:reader
# Annemin böreği

- 4 yufka, 500 g ıspanak, 200 g beyaz peynir
- 3 yumurta, 1 su bardağı süt, yarım bardak zeytinyağı
- bir kaşık yoğurt (anneanne usulü)

190 derece, 40 dakika. Milföy yasak.
=== Clients/Museum/Levha metinleri.xlsx | -70 10:00 | -15 18:20 | google=spreadsheet ; share=AYLIN:writer
# Levhalar
No | Türkçe | English
1 | Halat salonu | Rope hall
2 | Denizaltı | Submarine
3 | Saat kulesi | Clock tower
4 | Güney iskelesi | South quay
"""

_PEOPLE = {**CAST, **SENDERS}
_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_GERMAN + _TURKISH, _PEOPLE, _SHELF),
    events(_EVENTS, CAST),
    _SHELF,
    dates={"werk": "+4mon", "werkfrei": "+2fri"},
    terms=(
        "Vossberg",
        "Voßberg",
        "Ahrenholt",
        "AH-556-09",
        "4471-B",
        "Gülay",
        "Kerem Aksoy",
        "Aylin",
        "Karahan",
        "Annemin böreği",
    ),
)
