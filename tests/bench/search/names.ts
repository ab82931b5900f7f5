// Words that people, studios, tags and titles of made-up libraries are called by, the most common first.

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

export const firstNames = words(`
  Anna Maria James Emma John Laura Michael Sarah David Julia Thomas Sophie Daniel Lena Peter Clara Martin Nina Paul Eva
  Robert Alice Mark Hannah Simon Elena Lucas Marta George Ida Oliver Ruth Adam Vera Philip Greta Victor Nora Leon Amelia
  Samuel Iris Oscar Helen Felix Rosa Henry Stella Arthur Olga Erik Diana Hugo Irene Jonas Carmen Walter Sylvia Ivan Flora
  Benjamin Agnes Theo Matilda Anton Beatrice Karl Josephine Edward Ingrid Louis Margaret Albert Vivian Roman Celia Frank
  Astrid Joseph Naomi Stefan Lydia Marco Paula Andre Monica Pablo Teresa Kenji Yuki Hiroshi Akiko Wei Mei Rahul Priya
  Omar Layla Yusuf Amira Kwame Ama Tunde Zara Mateo Lucia Diego Valeria Amélie Zoë Björn Chloé Jürgen Inés Łukasz Šárka
  Patrick Joanna Richard Esther Alan Grace Colin Wanda Gordon Ursula Neil Tamara Ralph Yvonne Hans Birgit Otto Heidi
  Bruno Chiara Dario Giulia Emil Freya Gustav Hedda Igor Katya Jakob Linnea Kai Maja Lars Noemi Milan Petra Nils Renata
`);

export const lastNames = words(`
  Smith Müller Garcia Johnson Brown Rossi Martin Novak Jones Silva Kim Nguyen Schmidt Williams Lopez Wang Miller Davis
  Dubois Larsen Hansen Kowalski Tanaka Singh Ali Cohen Murphy Walker Green Hall Young King Wright Hill Scott Baker Adams
  Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Rogers Reed Cook
  Morgan Bell Cooper Bailey Rivera Gomez Kelly Howard Ward Cox Diaz Wood Watson Brooks Bennett Gray Hughes Price Sanders
  Patel Myers Long Foster Russell Ortiz Jenkins Perry Powell Sullivan Ross Fisher Hamilton Graham Reynolds Griffin Wallace
  West Cole Hayes Bryant Gibson Ellis Stevens Murray Ford Marshall Owens Harrison Kennedy Wells Alvarez Woods Mendoza
  Castillo Olson Webb Washington Tucker Freeman Burns Henry Vasquez Snyder Simpson Crawford Porter Mason Shaw Gordon Wagner
  Hunter Romero Hicks Dixon Hunt Palmer Robertson Black Holmes Stone Meyer Boyd Mills Warren Fox Rose Rice Moreno Weaver
  Fernandez Becker Hoffmann Schulz Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann
  Lange Werner Krause Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung
  Bernard Petit Durand Leroy Moreau Laurent Lefebvre Michel Bertrand Roux Vincent Fournier Morel Girard Mercier Dupont
  Lambert Bonnet Fontaine Rousseau Blanc Guerin Muller Henri Faure Andre Gauthier Perrin Robin Clement Morin Nicolas
  Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Esposito Costa Giordano Mancini Rizzo Lombardi Moretti
  Andersson Johansson Karlsson Nilsson Eriksson Olsson Persson Svensson Gustafsson Lindberg Nyman Virtanen Korhonen Laine
  Ivanov Petrov Sokolov Popov Volkov Kozlov Novikov Morozov Horvath Kovacs Nagy Toth Szabo Varga Dvorak Svoboda Prochazka
  Yamamoto Watanabe Ito Nakamura Kobayashi Kato Yoshida Sasaki Matsumoto Inoue Chen Liu Zhang Huang Zhao Wu Zhou Xu Sun
  Sharma Gupta Khan Reddy Das Mehta Iyer Rao Hassan Ibrahim Mohamed Ahmed Okafor Mensah Diallo Traore Abebe Tesfaye
`);

export const titleWords = words(`
  the of and in a to my on with for night day love life summer house home city river road world light time best first last
  dance morning story part one two three new old big little long way back dark garden water sea mountain winter island music
  street bridge market train beach forest lake storm rain snow sun moon star sky fire ice stone wood gold silver red blue
  green black white wild lost found hidden secret silent quiet loud broken open closed early late slow fast deep high low
  north south east west journey travel trip tour walk ride drive flight sail swim climb run race game match play party
  wedding birthday holiday weekend evening midnight dawn dusk noon spring autumn season year week hour minute moment memory
  dream sleep wake song voice sound concert festival show stage film camera picture portrait face hand heart eye shadow
  mirror window door room kitchen table chair bed wall roof floor stair tower castle palace church temple museum gallery
  school class lesson teacher student doctor nurse artist writer painter singer actor dancer cook driver pilot captain
  sailor soldier hunter farmer fisher builder baker king queen prince princess knight giant dragon wolf bear fox horse dog
  cat bird eagle owl fish whale shark lion tiger elephant rabbit bunny mouse bee spider tree flower rose leaf grass field
  valley hill desert canyon cave cliff coast harbour port ship boat canoe bicycle motorcycle car truck bus taxi plane rocket
  station airport hotel restaurant cafe bar club park square corner village town country border land earth planet space
  future past history legend tale mystery adventure escape return arrival departure meeting farewell goodbye hello welcome
  friend brother sister mother father son daughter family neighbour stranger guest visitor partner team crew band group
  interview behind scenes making documentary review tutorial guide workshop practice training session performance rehearsal
  live acoustic electric classic modern vintage original remix extended uncut final complete special bonus episode chapter
  volume scene act take shot cut reel loop coffee tea bread wine apple lemon orange chocolate sugar salt pepper dinner lunch
  breakfast picnic recipe taste street food harvest vineyard orchard engine machine robot signal radio letter paper book
  poem page ink map compass clock watch key lock chain ring crown mask dress coat shoe hat umbrella lantern candle lamp
`);

export const tagWords = words(`
  outdoor indoor city nature travel music family friends food sport animals water night summer winter vintage colour mono
  documentary interview concert holiday beach mountain forest river snow rain aerial timelapse slowmotion handheld tripod
  wide closeup portrait landscape dance theatre comedy drama action history science art craft cooking garden fitness yoga
  climbing cycling running swimming sailing skiing surfing hiking camping driving racing football tennis chess reading
`);

export const studioWords = words(`
  Northwind Acme Blender Contoso Fabrikam Tailspin Lumière Aurora Meridian Harbour Lantern Juniper Cobalt Ember Granite
  Willow Falcon Orchard Quartz Sable Tandem Umbra Vertex Zephyr Beacon Cinder Drift Echo
`);

export const studioKinds = words(
  `Films Pictures Studio Media House Works Productions Network Travel Sports Classics Originals Lab Archive`,
);
