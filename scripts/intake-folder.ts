import { configOfProcess } from '../runtime/config.ts';
import { watchArgs } from './start/intake-folder.ts';
import { main } from './station.ts';

// Started by `npm start`, and ended with it, however that ends.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const { RECTO_SERVER: server = '' } = process.env;
process.exitCode = await main(watchArgs(configOfProcess(), server));
