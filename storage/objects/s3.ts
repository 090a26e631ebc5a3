import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import type { Objects } from './objects.ts';
import { openS3Place, type S3Place, type S3Settings } from './s3-client.ts';
import { lendObject, listObjects, readObject, readObjectRange, statObject } from './s3-reads.ts';
import { removeObject, takeFile, writeObject } from './s3-writes.ts';
import { openTemporaryDirectory } from './temporary-files.ts';

const DAY_MS = 86_400_000;

/**
 * Parts of uploads whose process died cost money and are seen by nobody. Housekeeping only: a server that
 * does not offer it, or does not let us, is used all the same.
 */
async function sweepUploads(place: S3Place): Promise<void> {
  const { client, bucket, prefix } = place;
  try {
    const { Uploads = [] } = await client.send(
      new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }),
    );
    for (const { Key, UploadId, Initiated } of Uploads) {
      const ageMs = Date.now() - (Initiated?.getTime() ?? Date.now());
      if (ageMs < DAY_MS) continue;
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    }
  } catch {
    // See above.
  }
}

/**
 * Objects in a bucket of any S3 server. Many processes may use it at once.
 *
 * @throws Fault('bad-request') for settings that cannot be or no such bucket, Fault('unavailable')
 */
export async function createS3Objects(settings: S3Settings): Promise<Objects> {
  await openTemporaryDirectory(settings.scratchDir);
  const place = await openS3Place(settings);
  await sweepUploads(place);
  return Object.freeze({
    write: (key, body, options) => writeObject(place, key, body, options),
    takeFile: (key, path, options) => takeFile(place, key, path, options),
    read: (key, signal) => readObject(place, key, signal),
    readRange: (key, offset, length, signal) => readObjectRange(place, key, { offset, length }, signal),
    stat: (key) => statObject(place, key),
    list: (prefix) => listObjects(place, prefix),
    remove: (key) => removeObject(place, key),
    withLocalFile: (key, use, signal) => lendObject(place, key, use, signal),
    async close() {
      place.client.destroy();
    },
  } satisfies Objects);
}
