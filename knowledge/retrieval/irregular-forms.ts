/** English forms that no stemmer leads back: `worn belts` and `belt wear` are the same question. */
const forms = `
begin began begun; bend bent; bind bound; blow blew blown; break broke broken; bring brought;
build built; burn burnt; buy bought; catch caught; choose chose chosen; come came; deal dealt;
draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; find found;
freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown; hang hung;
hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; leave left;
lose lost; make made; mean meant; melt molten; meet met; pay paid; rise rose risen; run ran;
say said; see saw seen; sell sold; send sent; shake shook shaken; show shown; shrink shrank shrunk;
sing sang sung; sink sank sunk; slide slid; speak spoke spoken; spend spent; spin spun; stand stood;
steal stole stolen; stick stuck; strike struck; sweep swept; take took taken; teach taught;
tear tore torn; tell told; think thought; throw threw thrown; wear wore worn; win won;
write wrote written; foot feet; tooth teeth; man men; woman women; child children; axis axes;
high higher highest; low lower lowest; large larger largest; long longer longest; big bigger biggest;
small smaller smallest; short shorter shortest; old older oldest; great greater greatest;
early earlier earliest; late later latest; strong stronger strongest; fast faster fastest;
slow slower slowest; hot hotter hottest; cold colder coldest`

/** From each form to the word that it is a form of. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  forms.split(';').flatMap((line) => {
    const [word = '', ...others] = line.trim().split(/\s+/)
    return others.map((form): [string, string] => [form, word])
  }),
)
