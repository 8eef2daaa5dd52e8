// The page of an address that leads nowhere: there is nothing to be shown, and the answer says what there is.

import { begin, look } from "./core.js";

begin(() => look("page"));
