"""Given names that are one name in several languages, and their short forms. General knowledge, made from no test set.

A name that is missing costs a join, never a wrong one. Names
of one origin that one language keeps apart (Jane and Joan, Sean and John, Lisa and Elizabeth) are names of their own: they stand apart.
"""

from __future__ import annotations

_FORMS = """
    aaron aron ron
    abigail abby gail
    abraham abe avraham ibrahim ebrahim
    adrian adriano adrien hadrian
    albert alberto al bert
    alexander aleksandr oleksandr alexandre alejandro alessandro aleksander aleksandar alexandros alexis alex alec sasha sandy xander
    alexander iskander eskander
    alexandra aleksandra oleksandra alejandra alessandra sandra alex sasha sandy
    alexei alexey aleksei aleksey alexej alexis oleksiy oleksii alyosha
    alfred alfredo alf fred
    amanda mandy
    anastasia anastasiya nastya
    andrei andriy andrii andrew andres andreas andre andy drew andrej andrzej ondrej
    angela angie angelina
    ann anna anne annie ana anya
    anthony antony tony antonio anton antoine antonin
    archibald archie
    arnold arnie arnaud arnaldo
    arthur arturo artur art
    augustus augustin augusto gus
    barbara barb babs
    barnaby barney barnabas
    bartholomew bart bartolomeo
    benedict benedetto benoit ben
    benjamin ben benny binyamin benyamin
    bernard bernardo bernhard bernie
    bradley brad
    calvin cal
    cameron cam
    caroline carolina carol carrie
    catherine katherine kathryn katharine catalina katerina ekaterina yekaterina kateryna katarina kate kathy katie cathy kat kitty katya
    charles charlie chuck carlos karl carl carlo karel chas
    charlotte lottie charlie
    chester chet
    christina kristina cristina chris tina
    christine kristine chris chrissy
    christopher chris christophe christoph cristobal kristof krzysztof topher kit
    clifford cliff
    clinton clint
    constantine konstantin kostyantyn constantin costas kostas
    cornelius cornelis kees neil
    cynthia cindy
    daniel dan danny daniele danilo danylo
    david dave davey davide daud dawood dawud
    deborah debra deb debbie
    dennis denis denys
    dmitry dmitri dmytro dimitri dimitry dimitrios dimitris dima mitya
    dominic dominique domenico dominik dom nick
    donald don donnie
    dorothy dot dottie dolly dorothea
    douglas doug
    edmund edmond ned ed
    edward ed ted eddie eduardo edouard eduard ned edoardo
    eleanor elinor ellie nell eleonora
    elias ilya illya elijah eli ilias
    elizabeth elisabeth liz beth lizzie betty eliza bess betsy libby yelizaveta
    emily em emilia emilie emmy
    emmanuel emanuel manuel immanuel emmanuele manny
    eric erik erich erick
    ernest ernesto ernst ernie
    eugene yevgeny evgeny yevgeni evgeni yevhen eugenio gene evgenii yevgenii
    evelyn eve evie
    ezekiel zeke
    ferdinand fernando ferdinando fernand
    florence flo florrie
    frances fran francesca francoise franziska
    francis francisco francesco francois franz frank frankie franciszek paco
    frederick fred freddie freddy frederic federico friedrich frederik fredrik fritz frederico
    gabriel gabe gavriel
    geoffrey jeffrey geoff jeff godfrey gottfried
    george georg jorge giorgio georges georgy georgi georgios yuri jurgen jerzy giorgos heorhiy
    gerald gerry jerry gerard gerardo gerhard
    gilbert gil gilberto bert
    giovanna johanna jeanne juana
    gregory greg gregorio grigory grigori hryhoriy grzegorz gregor
    harold hal harry harald
    helen elena olena yelena helena helene eleni
    henry hank harry henri enrique heinrich hendrik enrico henrik heinz
    herbert bert herb heriberto
    herman hermann armando
    hubert bert uberto
    hugh hugo hughie ugo huw
    ignatius ignacio nacho ignazio
    igor ihor
    irene irina iryna irena
    isaac yitzhak itzhak isak ike ishaq
    jack john jackie
    jacob jakob jacobo jake jacques giacomo jacopo yakov yaakov yaqub yakub
    jacqueline jackie
    james jim jimmy jaime jamie jaume
    janet jan janice
    jennifer jen jenny
    jeremy jeremiah jerry jeremias
    jerome jerry geronimo jeronimo hieronymus
    jessica jess jessie
    joachim joaquin jochen gioacchino achim
    joel jo
    john jon juan giovanni johann johannes jan ivan hans johnny jack ioannis yannis giannis joao janos
    jonathan jon jonny yonatan
    joseph joe jose josef giuseppe jozef yosef yusuf youssef yousef joey pepe yossi josep iosif yosyp osip
    joshua josh yehoshua
    judith judy judit
    julia julie giulia yulia yuliya juliette
    julian julien giuliano
    julius julio jules giulio
    justin justo justus giustino
    karen karin
    kenneth ken kenny
    kimberly kim
    konrad conrad corrado
    lawrence laurence larry lorenzo laurent lars laurentius lorenz
    leo lev
    leon leone
    leonard leonardo leo lenny len
    leopold leopoldo poldi
    lewis louis luis luigi lou louie ludwig ludovic luiz ludovico lluis
    lillian lily lilian lili
    linda lynda
    lucas luke luca lukas luc lukasz luka
    lucy lucia lucie luz
    madeleine madeline magdalena maddie
    magnus mans
    malcolm mal
    marcus markus
    mark marc marco marcos marek marko
    margaret maggie peggy meg margarita marguerite margarethe greta rita marge margie margherita madge
    marilyn lynn
    martha marta
    martin marty martino
    matthew matt matteo mateo mathieu matthieu matej mateusz matvey
    matthias mathias matt
    maurice mo moritz mauricio maurizio morris
    maximilian max maksim maxim maksym massimo maxime maximo maxwell
    megan meg
    melissa mel missy
    melvin mel
    michael mike mikhail mykhailo miguel michel mick mickey mikael mikhael michele michal mihail mihai michalis misha mikey micky
    mary molly polly
    maria marie marya mariya
    mitchell mitch
    mohammed mohammad muhammad mohamed mohamad muhammed mehmet mohamud mohd muhamed mahomet
    moses moshe moises moussa musa moe
    nadia nadezhda nadiya
    natalie natalia nataliya natasha nat
    nathaniel nathan nate nat natan
    nicholas nick nikolai mykola nicolas nicky nikolay nikola niccolo nikos nikolaos klaus miklos mikolaj nico niko nikolas claus
    nicole nikki nicola
    norman norm
    olga olha
    oleg oleh
    oliver olivier ollie oliviero
    oswald oz osvaldo
    pamela pam
    patricia pat patty trish tricia
    patrick pat paddy padraig patricio patrizio patryk
    paul pablo paolo pavel paulo pavlo pawel pal pauli
    penelope penny
    peter pedro pierre piotr petro pete pietro petr pyotr petros petrus peder pieter piet per
    philip phil felipe phillip philippe filip filippo pip philipp
    phyllis phyl
    rachel rachael raquel rahel
    ralph rafe ralf
    randolph randy randall
    raphael rafael raffaele rafa
    raymond ray ramon raimondo raimund
    rebecca becky becca rivka
    reginald reg reggie reynaldo
    reuben ruben rubin
    richard rick dick ricardo rich ricky riccardo richie
    robert bob rob roberto bobby robbie bert
    roderick rod rodrigo roddy rory rodric
    roger rogelio rodger ruggero rudiger
    roland rolando rollo
    ronald ron ronnie ronaldo
    rosemary rosie
    rudolf rudy rudolph rodolfo rolf
    russell russ
    salvador sal salvatore
    samantha sam sammy
    samuel sam sammy shmuel samuele
    sarah sara sally sadie
    sebastian sebastien seb bastian sebastiano
    sergei sergey serhiy serhii sergiy sergio serge sergej sergii
    shirley shirl
    simon shimon simeon semyon szymon
    sophia sofia sophie sonia sonya zofia
    stanislav stanislaw stan stas
    stanley stan
    stephen steven steve stefan stephan stefano esteban etienne stepan istvan stevie stephane stefanos szczepan
    stephanie stefanie steph stefania
    stuart stewart stu
    susan sue susanna suzanne susana susanne suzie zuzana
    svetlana svitlana sveta
    sylvester sly silvestre
    tamara tammy
    tatiana tatyana tetiana tanya tania
    terence terry terrence
    teresa theresa therese terry tess teresita
    theodore theo ted teddy theodor fyodor fedor teodoro fedir teo
    thomas tom tommy tomas tommaso tomasz thom foma
    timothy tim timmy timofey timoteo
    tobias toby tobin
    ursula ulla
    valentine valentin valentino val
    valery valeriy valerii valerio valeri
    vera wera
    veronica veronika ronnie
    victor viktor vittorio vic
    victoria viktoria vicky tori vittoria viktoriya vika
    vincent vince vinnie vincenzo vicente vinny wincenty
    virginia ginny
    vitaly vitali vitaliy vitalii
    vladimir volodymyr wladimir wolodymyr vlad vladimiro vova volodya uladzimir
    vladislav wladyslaw vlad vladyslav ladislav laszlo
    walter wally walt gualtiero wouter valter
    wenceslas vaclav wenzel
    wilhelmina mina minnie wilma
    william bill will guillermo billy willy wilhelm willem guillaume guglielmo liam willie vilhelm wim
    winston win winnie
    xavier javier saverio
    yaroslav jaroslav jaroslaw
    yuri yuriy jurij iurii yury yurii juri iouri
    zachary zach zack zachariah zacharias zakaria zaki
"""
_ALONE = """
    ada adele adriana adrienne agatha agnes alan alana alba alberta aldo alice alina alma alvin amber amir amos amy andrea antonia
    april arlene ava axel barry basil bella bernadette beryl betsy boris brad brandon brenda brent brett brian bruce bruno bryan
    bryce byron carla carlotta carmen casey celia chad christian claire clara clark claude claudia clive cora cory craig curtis
    dale damon dana danielle darrell darren darryl dawn dean della derek derrick diana dina dirk dominica dora doris duane dustin
    dylan earl edgar edith edna ella ellen elmer elsa elton elvis emma enzo erica erika ernestine eva evan fay felicia felix fiona
    floyd francine frederica gabriele gabrielle gail gary gavin georgia georgina geraldine gina glen glenn gloria grace graham
    grant greta guy gwen hanna hannah harley harriet harvey hazel heidi henrietta hope howard ian ida ina inga inge ingrid irina
    iris irma irwin ivana ivo ivy jacqueline jade jana jane janice jared jasmine jason jasper jay jean jesse jill jim joan joanna
    joel joelle jordan josephine joy joyce juliana julianna juliet june justine kara karl kay keith kelly kent kevin kirk kyle
    lance lara laura leah lee lena leroy leslie lia lisa lloyd logan lois lola lorna louisa louise luisa lyle mabel marcel
    marcella marcelle marco marian mariana marina marion marisa marlon martina marvin may mercy micaela michaela michelle milan
    mildred miles milo mina mira miriam mona monica morgan muriel myra myrna nadine naomi neil nelson nick nicolette nigel nina
    noel noelle nolan nora norma olive opal otto owen patrice paula paulina pearl perry philippa phoebe piers quentin rafaela rafe
    raul regina renata renee rex rhoda rita roberta robin roland rolanda rolf roman rosa rose ross roxanne roy ruby ruth ryan
    sally samira scott sean seth shane shannon sharon shaun shawn sheila shelly sidney simone stacy stella stephania sven tara ted
    tessa tina todd tracy trent trevor troy tyler ulla una valerie vanessa vaughn vernon victorine viola violet vivian wade wanda
    warren wayne wendy wesley yvette yvonne zane zoe
"""  # names of their own that look alike: Jane is no misprint of Joan
FORMS: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_FORMS.strip().splitlines()):
    for _name in _line.split():
        FORMS[_name] = FORMS.get(_name, frozenset()) | {_number}
for _number, _name in enumerate(sorted(set(_ALONE.split()) - set(FORMS))):
    FORMS[_name] = frozenset({-1 - _number})


def one_given_name(a: str, b: str) -> bool:
    """Whether two different words are listed as forms of one given name."""
    return a in FORMS and b in FORMS and bool(FORMS[a] & FORMS[b])


def is_given(word: str) -> bool:
    """Whether a word is listed as a given name."""
    return word in FORMS
