import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { Socket } from 'node:net';
import { Fault } from '../../model/fault.ts';
import { type Config, configOfProcess, objectSettings } from '../../runtime/config.ts';
import { createLog, type Log } from '../../runtime/log.ts';
import { createMetrics, type Metrics } from '../../runtime/metrics.ts';
import { runIfStarted } from '../../runtime/program.ts';
import { onShutdown, type Shutdown } from '../../runtime/shutdown.ts';
import { openObjects } from '../../storage/objects/open.ts';
import { openRecordsToRead } from '../../storage/records/open.ts';
import { createPassingOn } from '../http/pass-on.ts';
import { createImageHandler, type ImageHandler } from '../images/handler.ts';
import { createFoundRenders } from '../images/renders.ts';
import { createPublicServer, drain, MAX_CONNECTIONS } from '../listener.ts';
import { type FromFront, isToFront, type ToFront } from './messages.ts';

/** What a front is made of, once it stands. */
interface Front {
  readonly server: Server;
  /** Those that are open. */
  readonly connections: Set<Socket>;
  readonly images: ImageHandler;
  readonly metrics: Metrics;
  readonly shutdown: Shutdown;
  readonly log: Log;
}

/** One of the processes that answer the public port. It is told its name and two socket files: `keep-front.ts`. */
async function main(): Promise<void> {
  const [, , name, appPath, ownPath] = process.argv;
  if (name === undefined || appPath === undefined || ownPath === undefined)
    throw new Fault('bad-request', 'A front is started by server/main, and not by itself.');
  const config = configOfProcess();
  const log = createLog(name, config.LOG_LEVEL);
  const shutdown = onShutdown({ log, byParent: true });
  const metrics = createMetrics(name, 'server');
  const passing = createPassingOn({ socketPath: appPath, log });
  shutdown.add('passing on', passing.close);
  const images = await openImages({ config, log, metrics, shutdown }, passing.passOn);
  const server = createPublicServer((req, res) => {
    if (!images.handle(req, res)) passing.passOn(req, res);
  });
  // Connections are handed to it; but a server has to listen somewhere to keep the times of what it is handed.
  await rm(ownPath, { force: true });
  server.listen(ownPath);
  await once(server, 'listening');
  const connections = new Set<Socket>();
  shutdown.add('answers', () => drain(server, connections));
  listenToParent({ server, connections, images, metrics, shutdown, log });
  tell({ type: 'ready' });
}

async function openImages(
  given: {
    readonly config: Config;
    readonly log: Log;
    readonly metrics: Metrics;
    readonly shutdown: Shutdown;
  },
  passOn: ReturnType<typeof createPassingOn>['passOn'],
): Promise<ImageHandler> {
  const { config, log, metrics, shutdown } = given;
  const objects = await openObjects(objectSettings(config));
  shutdown.add('objects', () => objects.close());
  const lost = (error: Error): void => log.warn({ err: error }, 'a connection to the database broke');
  const records = await openRecordsToRead({
    dataDir: config.dataDir,
    databaseUrl: config.DATABASE_URL,
    lost,
  });
  shutdown.add('records', () => records.close());
  const parts = { config, log, metrics, objects, records };
  return createImageHandler(parts, { renders: createFoundRenders(config), passOn });
}

function listenToParent(front: Front): void {
  process.on('message', (message, connection) => {
    if (!isToFront(message)) return;
    if (message.type === 'connection') {
      // It may have been closed on its way.
      if (connection instanceof Socket) takeConnection(front, connection);
      tell({ type: 'taken' });
    } else if (message.type === 'drain') {
      void front.shutdown.begin('the server ends');
    } else {
      answer(front, message).then(tell, (error: unknown) =>
        front.log.error({ err: error }, 'a question was not answered'),
      );
    }
  });
}

async function answer(
  { images, metrics }: Front,
  question: Extract<ToFront, { asked: number }>,
): Promise<FromFront> {
  const { asked } = question;
  if (question.type === 'metrics') return { type: 'answer', asked, series: await metrics.read() };
  images.forget(question.itemId);
  return { type: 'answer', asked };
}

/** A server counts only the connections that it has accepted itself. */
function takeConnection({ server, connections }: Front, connection: Socket): void {
  if (connections.size >= MAX_CONNECTIONS) {
    connection.destroy();
    return;
  }
  connections.add(connection);
  connection.once('close', () => connections.delete(connection));
  server.emit('connection', connection);
}

function tell(message: FromFront): void {
  if (process.connected) process.send?.(message);
}

runIfStarted(import.meta.url, 'front', main);
