// What moves in the reading room. Every page works without it; each part looks for its own place and does nothing where that is missing.
import { progress, drop } from "./adding.js";
import { ladders } from "./ladders.js";
import { peek } from "./peek.jsx";
import { stemma } from "./stemma.jsx";

for (const part of [ladders, progress, drop, peek, stemma]) part(document);
