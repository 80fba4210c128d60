"""Given names that tell a person from an organisation, with the sex they are given to where it is clear.

A hand-made list of frequent names of many countries; a name that is missing costs evidence, never a wrong answer.
"""

MEN = frozenset(
    """
    aaron abdul abdullah abraham adam ahmed ahmad akira alan albert alberto aleksandr aleksei alejandro alessandro alexander alexei alexey
    alfred alfredo ali allan amir anatoly anders andre andrea andreas andrei andres andrew andrey angelo anthony antoine anton
    antonio antony
    arnold arthur arturo ben benjamin benoit bernard bernd bill bob boris brad brandon brian bruce bruno carl carlo carlos cesar charles
    charlie chris christian christoph christophe christopher chuck claude claudio colin craig daniel danny dave david dennis diego dieter
    dimitri dirk dmitri dmitry dmytro dominic don donald doug douglas earl ed eddie edgar eduardo edward edwin elijah emil emilio emmanuel
    enrique eric erik ernest ernesto ernst esteban eugene evan evgeny fabio federico felipe felix ferdinand fernando filip florian francesco
    francis francisco franck francois françois frank franklin franz fred frederick friedrich fritz gabriel garry gary gavin geoff geoffrey
    george georg georges gerald gerard gerhard gianni gilbert giorgio giovanni giuseppe glenn gonzalo gordon graham greg gregory guido
    guillaume guillermo gunter gustavo guy hans harold harry harsh hassan hector heinrich heinz helmut henri henrik henry herbert hideki
    hiroshi howard hugo hussein ian ibrahim igor ilya ismail ivan jack jacob jacques jaime jake jakob james jamie jan jared jason javier jay
    jean jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joao joão joe joel johan johann johannes john johnny jon jonas
    jonathan jorge jose josé josef joseph josh joshua juan juergen julian julien jürgen justin karim karl keith kenneth kenji kent kevin
    khaled kirill klaus konrad konstantin kurt kyle lars laurent lawrence leo leon leonard leonardo leonid lewis liam lindsey lloyd lorenzo
    louis luc luca lucas luis luigi lukas magnus mahmoud maksim manfred manuel marc marcel marco marcos marcus mario mark marko markus
    martin marvin massimo mathias matt matteo matthew matthias maurice mauricio max maxim mehmet michael michal michel miguel mikael mike
    mikhail miloš miroslav mitch mohamed mohammad mohammed morgan moritz muhammad murat mustafa nathan naveen neil nelson nicholas nick
    nicolas nigel nikita nikolai nikolaus noah norbert norman oleg oleksandr oliver olivier omar oscar oskar osama otto pablo paolo pascal
    patrice patrick paul paulo pavel pedro pete peter petr petro philip philippe phillip pierre piet pieter piotr rafael rainer raj rajesh
    ralf ralph ramon raul raúl ray raymond reinhard rené ricardo riccardo richard rob robert roberto rodrigo roger roland rolf
    roman romano ron
    ronald ross roy rudolf rudy ruslan russell ryan salvatore sam samir samuel scott sean sebastian sebastien serge sergei sergey sergio
    sergiy simon stanislav stefan stefano steffen stephan stephen stéphane steve steven stuart sven takashi taylor ted terry theo
    theodor theodore
    thierry thomas tim timothy tobias tom tomas tommy tony torsten trevor troy ulrich umar uwe vadim valery victor viktor vincent vincenzo
    vitali vitaly vladimir volodymyr volker walter warren wayne werner wilhelm will willem william winston wolfgang xavier yevgeny yitzhak
    youssef yuri yusuf yves zoltan
""".split()
)
WOMEN = frozenset(
    """
    abigail ada adele adriana agnes aisha alexandra alexandria alice alicia alina alison allison amal amanda amber amelia amina
    amy ana anastasia andrea
    angela angelina anita anja ann anna anne annalena annie antonia april ariane ashley astrid audrey barbara beate beatrice beatriz bella
    bernadette beth betty beverly birgit brenda bridget brigitte britney brittany brittney camila camille carla carmen carol
    carolina caroline
    caroline carolyn carrie catherine cathy cecilia charlotte chiara chloe christiane christina christine cindy claire clara
    clarissa claudia
    cristina cynthia daniela daria dawn deborah debra denise diana diane dolores donna doris dorothy edith elaine eleanor elena elisabeth
    elise eliza elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva eve fatima federica fiona florence frances francesca
    franziska gabriela gabrielle galina gemma gertrud gina ginni giorgia giulia gloria grace greta gwen hanna hannah hannelore
    heather heidi heike helen
    helena helene hélène helga hillary ilse inès ines ingrid irene irina iris isabel isabella isabelle jacinda jackie jacqueline
    jane janet janice jasmine
    jean jeanne jennifer jenny jessica jill joan joanna jocelyn jodie josefina josephine joyce juanita judith judy julia juliana julie june
    kamala karen karin karina kate katharina katherine kathleen kathy katie katja katrin kayla kelly kerstin kim kimberly kirsten kristen
    kristin laila larissa laura lauren layla lea leah leila leslie leticia lidia lily linda lisa liz lois lorena lori louise lucia
    lucie lucy
    ludmila luisa lydia lynn madeleine maggie magdalena manuela marcia margaret margarita margot maria maría mariana marianne marie marina
    marine marion marlene marta martha martina mary matilda maya megan meghan melanie melissa mercedes mia michelle mildred mireille molly
    monica monika nadia nadine nancy naomi natalia natalie natasha nicola nicole nina nora norma olga olivia ornella paola patricia patty
    paula pauline peggy penny petra phyllis pilar rachel rebecca regina renate renee rita roberta rosa rosalie rose rosemary ruth
    sabine sabrina
    sally samantha sandra sara sarah sharon shirley silke silvia simone sofia sonia sophia sophie stacy stefania stella stephanie sue susan
    susanna susanne svetlana sylvia tamara tanja tanya tara tatiana tatyana teresa theresa therese tina tracy ulrike ursula ursula valentina
    valerie vanessa vera veronica veronika vicky victoria virginia viktoria vivian wanda wendy xenia yolanda yulia yvette yvonne zoe
""".split()
)


def sex_of(given: str) -> str:
    """The sex, m or f, that a first name in small letters is given to; empty where that is both or not known."""
    return "" if (given in MEN) == (given in WOMEN) else "m" if given in MEN else "f"
