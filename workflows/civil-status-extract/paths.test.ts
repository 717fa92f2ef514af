import { playEveryPath } from '../../test/workflows/play-every-path.ts';

playEveryPath('civil-status-extract', {}, []);
