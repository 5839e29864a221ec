// A screenshot as a PNG with a palette of 256 colours, which is a third of its size.
import { deflateSync, inflateSync } from 'node:zlib';

const signature = 8;
const colours = 256;

/** Takes and gives the bytes of a PNG; the one that comes in has 8 bits for each of red, green and blue, and perhaps alpha, as Chromium writes it. */
export function withPalette(png) {
  const { width, height, samples, rows } = decode(png);
  const counts = new Map();
  for (let i = 0; i < rows.length; i += samples) {
    const colour = (rows[i] << 16) | (rows[i + 1] << 8) | rows[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts].sort(([, one], [, other]) => other - one).slice(0, colours).map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
  const packed = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    packed[to++] = 0;
    for (let x = 0; x < width; x++, from += samples) {
      packed[to++] = places.get((rows[from] << 16) | (rows[from + 1] << 8) | rows[from + 2]);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    png.subarray(0, signature), chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(packed, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

function nearest(colour, palette) {
  let [best, least] = [0, Infinity];
  palette.forEach((candidate, index) => {
    const distance = [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((candidate >> shift) & 255)) ** 2, 0);
    if (distance < least) {
      [best, least] = [index, distance];
    }
  });
  return best;
}

function decode(png) {
  let data = [];
  for (let at = signature; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      data.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  data = inflateSync(Buffer.concat(data));
  const [width, height, samples] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const length = width * samples;
  const rows = Buffer.alloc(length * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (length + 1)];
    for (let x = 0; x < length; x++) {
      const left = x < samples ? 0 : rows[y * length + x - samples];
      const up = y === 0 ? 0 : rows[(y - 1) * length + x];
      const corner = x < samples || y === 0 ? 0 : rows[(y - 1) * length + x - samples];
      rows[y * length + x] = data[y * (length + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    }
  }
  return { width, height, samples, rows };
}

function paeth(left, up, corner) {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}

function chunk(type, data) {
  const made = Buffer.alloc(data.length + 12);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, 'latin1');
  data.copy(made, 8);
  made.writeUInt32BE(crc(made.subarray(4, data.length + 8)), data.length + 8);
  return made;
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
  }
  return ~value >>> 0;
}
