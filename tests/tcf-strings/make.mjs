// Prints the test data for the consent-string reader: strings, and the values that @iabtcf/core reads from them.
//   npm ci && node make.mjs > ../data/tcf-strings.json
// `source` is "IAB: repository path" (published, copied exactly), "generated" (encoded by @iabtcf/core) or
// "built" (bits put together here, as other encoders may and @iabtcf/core never does).
import assert from 'node:assert/strict';
import { GVL, PurposeRestriction, RestrictionType, Segment, TCModel, TCString } from '@iabtcf/core';

const SPEC = 'IAB: InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework TCFv2/IAB Tech Lab - Consent string and vendor list formats v2.md';
const JAVA = 'IAB: InteractiveAdvertisingBureau/iabtcf-java ';
const JAVA_TEST = JAVA + 'iabtcf-decoder/src/test/java/com/iabtcf/decoder/TCStringV2Test.java';
const ES = 'IAB: InteractiveAdvertisingBureau/iabtcf-es ';
const CORE_2019 = 'COrEAV4OrXx94ACABBENAHCIAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA';
const DISCLOSED_2020 = '.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAECAAAgAAQARAEQAAAAAJAAIAAgAAAYQEAAAQmAgBC3ZAYzUw';
const OOB_2020 = 'FukWSQgAIQwgI0QEByFAAAAeIAACAIgSAAQAIAgEQACEABAAAgAQFAEAIAAAGBAAgAAAAQAIFAAMCQAAgAAQiRAEQAAAAANAAIAAggAIYQFAAARmggBC3ZCYzU2yIA';
const published = [
  ['core and disclosed vendors, until 2025', SPEC, 'COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA' + DISCLOSED_2020],
  ['four segments and CMP id 0, until 2025', SPEC, `COw4XqLOw4XqLAAAAAENAXCAAAAAAAAAAAAAAAAAAAAA.I${OOB_2020}.Q${OOB_2020}.YAAAAAAAAAAAAAAAAAA`],
  ['core and publisher TC, until 2025', SPEC, 'CLcVDxRMWfGmWAVAHCENAXCkAKDAADnAABRgA5mdfCKZuYJez-NQm0TBMYA4oCAAGQYIAAAAAAEAIAEgAA.argAC0gAAAAAAAAAAAA'],
  ['core and disclosed vendors, 2025', SPEC, 'CQSbk4AQSbk4ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA'],
  ['three segments, 2025', SPEC, 'CQSbk4AQSbk4ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA.YAAAAAAAAAAA'],
  ['command-line example', ES + 'modules/cli/README.md', 'COrVd1pOrVd1pACABCENAHCAAAAAAAAAAAiQAAAAAAAA'],
  ['restrictions naming a vendor repeatedly', ES + 'modules/core/test/ReportedIssues.test.ts', 'CO4VGswO4VGswAfZCBDEAzCsAP_AAH_AAAigGUNf_X9fb2vj-_599_t0eY1f9_63t-wzjheMs-8NyZ-X_J4Wv2MyvB34JqQKGRgkunLBAQdtHGncTQgBwIlViTLMY02MjzNKJrJEilsbe2dYGH9vn8XT_ZKZ70-_v__7v3___33_5Ayhr_6_r7e18f3_Pvv9ujzGr_v_W9v2GccLxln3huTPy_5PC1-xmV4O_BNSBQyMEl05YICDto407iaEAOBEqsSZZjGmxkeZpRNZIkUtjb2zrAw_t8_i6f7JTPen39___d-___--__ICgKAOAAcAA4AFAAjgB6AEYALcGACAW0AtoJAHAAOAAcACgARwA9ACMAFuFABALaAW0GgDgAHAAOABQAI4AegBGAC3DgAgFtALaEQBwADgAHAAoAEcAPQAjABbiQAQC2gFtCoA4ABwADgAUACOAHoARgAtxYAIBbQC2hkAcAA4ABwAKABHAD0AIwAW40AEAtoBbQ6AOAAcAA4AFAAjgB6AEYALceACAW0AtohAHAAOAAcACgARwA9ACMAFuRABALaAW0SgDgAHAAOABQAI4AegBGAC3JgAgFtALaKQBwADgAHAAoAEcAPQAjABblQAQC2gFtA'],
  ['a range of no entries', ES + 'modules/cmpapi/test/ReportedIssues.test.ts', 'CO5dPi4O5dPx2B7DvCENA2CgAAAAAAAAAAAAGewAAM8gAAAA.YAAAAAAAAAAA'],
  ['readme example', JAVA + 'README.md', 'COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAAAAAAAAAA'],
  ['purposes 2 and 10', JAVA_TEST, 'COtybn4PA_zT4KjACBENAPCIAEBAAECAAIAAAAAAAAAA'],
  ['vendors in a bit field', JAVA_TEST, CORE_2019],
  ['disclosed and allowed vendors', JAVA_TEST, CORE_2019 + '.IBAgAAAgAIAwgAgAAAAEAAAACA.QAagAQAgAIAwgA'],
  ['range of one vendor', JAVA_TEST, 'COv__-wOv__-wC2AAAENAPCgAAAAAAAAAAAAA_wAQA_gEBABAEAAAA'],
  ['range, two entries', JAVA_TEST, 'COwBOpCOwBOpCLqAAAENAPCAAAAAAAAAAAAAFfwAYFfAV-BVkAGBVYFWAAA' + DISCLOSED_2020],
  ['range, one entry', JAVA_TEST, 'COwBOpCOwBOpCLqAAAENAPCAAAAAAAAAAAAAFfwAQFfgUbABAUaAAA' + DISCLOSED_2020],
];

// Encoded by the library. Its vendor list is made for each string: a vendor outside of it would be dropped.
const all = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
let seed = 20240506;
const random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
const some = (from, to, share) => all(from, to).filter(() => random() < share);
function encode({ policy = 4, service = true, purposes = [1, 8], vendors = [], segments, restrict = [] }) {
  const interests = [2, 9, 11, 300], disclosed = [...vendors, ...interests, 77];
  const of = id => ({ id, name: `v${id}`, purposes: [1, 2], legIntPurposes: [7], flexiblePurposes: [2], specialPurposes: [], features: [], specialFeatures: [] });
  const gvl = new GVL({ gvlSpecificationVersion: 3, vendorListVersion: 60 + policy, tcfPolicyVersion: policy, lastUpdated: '2024-05-02T16:00:00Z',
    purposes: Object.fromEntries(all(1, 11).map(id => [id, { id, name: `p${id}` }])), specialPurposes: {}, features: {}, specialFeatures: {}, stacks: {}, vendors: Object.fromEntries(disclosed.map(id => [id, of(id)])) });
  const model = new TCModel(gvl);
  Object.assign(model, { cmpId: 300 + policy, cmpVersion: 5, consentScreen: 1, isServiceSpecific: service, publisherCountryCode: 'DE',
    created: new Date('2024-05-06T07:08:09.100Z'), lastUpdated: new Date('2025-01-02T03:04:05.600Z') });
  model.purposeConsents.set(purposes);
  model.purposeLegitimateInterests.set([2, 5, 7]);
  model.specialFeatureOptins.set(1);
  model.vendorConsents.set(vendors);
  model.vendorLegitimateInterests.set(interests);
  model.publisherConsents.set([3, 4]);
  restrict.forEach(id => model.publisherRestrictions.add(id, new PurposeRestriction(2, RestrictionType.NOT_ALLOWED)));
  return TCString.encode(model, { segments: segments ?? [Segment.CORE] });
}
const purposeSets = { none: [], 'all 11': all(1, 11), 'only 1': [1], '1 and 8': [1, 8], 'only 8': [8],
  '1 to 7': all(1, 7), '1, 7, 8, 9, 10': [1, 7, 8, 9, 10], 'all but 1': all(2, 11), 'all but 8': [...all(1, 7), 9, 10, 11], 'all 24': all(1, 24) };
const few = [[], [1], [3, 7, 8, 20], [755], [12, 13, 14, 900, 1200], all(50, 60)];
const vendorSets = {
  none: [], 'only 1': [1], 'only 45': [45], 'only 46': [46], 'only 64': [64], 'only 65': [65], '1 to 40': all(1, 40), 'half of 1 to 400': some(1, 400, 0.5), 'most of 1 to 300': some(1, 300, 0.9),
  '1 to 300': all(1, 300), 'few of 1 to 2000': some(1, 2000, 0.01), 'high ids': [998, 4097, 32767, 32768, 60000], 'only 65535': [65535], '1 and 65535': [1, 65535], '65530 to 65535': all(65530, 65535),
  'two ranges': [...all(10, 30), ...all(500, 520)], 'range and single': [...all(100, 110), 755], 'neighbours of 755': [754, 756], 'pairs': [100, 101, 200, 201, 300, 301] };
const { CORE, VENDORS_DISCLOSED: SEEN, VENDORS_ALLOWED: ALLOWED, PUBLISHER_TC: PUBLISHER } = Segment;
const wanted = [
  ...Object.entries(purposeSets).flatMap(([name, purposes], i) => [2, 3, 4, 5].slice(i % 2 * 2, i % 2 * 2 + 2).flatMap((policy, j) => [true, false].map((service, k) =>
    [`purposes ${name}, policy ${policy}, ${service ? 'service-specific' : 'global'}`, { purposes, policy, service, vendors: few[(i + 2 * j + k) % few.length] }]))),
  ...Object.entries(vendorSets).map(([name, vendors]) => [`vendors ${name}`, { vendors }]),
  ...[[CORE, SEEN], [CORE, PUBLISHER], [CORE, SEEN, PUBLISHER], [CORE, PUBLISHER, SEEN], [CORE, SEEN, ALLOWED, PUBLISHER]].map(segments => [`segments ${segments.join(', ')}`, { segments, vendors: few[4] }]),
  ['publisher restrictions', { vendors: few[4], restrict: few[4] }],
];

// Built from bits: the fields of the core segment in the order of the specification.
const bits = (value, width) => value.toString(2).padStart(width, '0');
const flags = (width, ids) => all(1, width).map(id => Number(ids.includes(id))).join('');
const field = (max, ids) => bits(max, 16) + '0' + flags(max, ids);
const range = (max, entries, count = entries.length) => bits(max, 16) + '1' + bits(count, 12) + entries.map(([from, to]) => (to ? '1' : '0') + bits(from, 16) + (to ? bits(to, 16) : '')).join('');
const core = (vendors, rest = '0'.repeat(29)) => bits(2, 6) + bits(17149792891, 36).repeat(2) + bits(300, 12) + bits(5, 12) + bits(1, 6) + bits(3, 6) + bits(4, 6) + bits(64, 12) + bits(4, 6)
  + '10' + flags(12, [1]) + flags(24, [1, 8]) + flags(24, [2, 7]) + '0' + bits(3, 6) + bits(4, 6) + vendors + rest;
const text = stream => Buffer.from(stream.match(/.{1,8}/g).map(byte => parseInt(byte.padEnd(8, '0'), 2))).toString('base64url');
const built = {
  'bit field longer than the last consent': core(field(900, [4, 755])), 'bit field all zero': core(field(50, [])), 'range with a low highest id': core(range(8, [[3], [5, 8]])),
  'range of no entries, ids to 1000': core(range(1000, [])), 'range entries that overlap': core(range(30, [[5, 10], [8, 12], [12]])), 'range entries out of order': core(range(900, [[900], [5, 6], [2]])),
  'range that starts where it ends': core(range(755, [[755, 755]])), 'range of interests after a bit field': core(field(12, [2, 12]), range(700, [[1, 9], [700]]) + bits(0, 12)), 'eight zero bytes at the end': core(field(9, [9])) + '0'.repeat(64) };

// Broken. The offsets are where a field of the core segment ends; the string ends with the last character before.
const whole = text(core(range(900, [[12, 14], [900]]), field(20, [20]) + bits(1, 12) + bits(2, 6) + bits(0, 2) + bits(1, 12) + '0' + bits(12, 16)));
const ends = { created: 42, lastUpdated: 78, cmpId: 90, cmpVersion: 102, consentScreen: 108, consentLanguage: 120, vendorListVersion: 132, policyVersion: 138, specialFeatures: 152, purposesConsent: 176, purposesLegitimateInterest: 200, publisherCountry: 213,
  maxVendorId: 229, numEntries: 242, 'range start': 259, 'range end': 275, 'second entry': 292, 'vendorLegitimateInterests (after the consents)': 329, 'numPubRestrictions (after the consents)': 341 };
const plain = encode({ vendors: few[2] }), inside = (s, at, what) => s.slice(0, at) + what + s.slice(at);
const odd = text(core(field(200, all(1, 200)))).replaceAll('_', '/'), two = encode({ segments: [CORE, SEEN] });
const broken = [
  ['empty', ''], ['one character', 'C'], ['a dot', '.'], ['only whitespace', ' '], ['a word', 'undefined'], ['version 0', 'A' + plain.slice(1)], ['version 1, its first letter changed', 'B' + plain.slice(1)], ['version 3', 'D' + plain.slice(1)],
  ['version 1 in full', 'BO2e4qiO2e4qiB9ABADEDS-AAAAxKABgACBiQA', ES + 'modules/core/test/ReportedIssues.test.ts'], ['version 1 with CMP id 0', 'BOPnWgIOPnWgIAAABAENAI4AAAAA0ABA', SPEC],
  ...Object.entries(ends).map(([name, end]) => [`cut off in ${name}`, whole.slice(0, Math.floor((end - 1) / 6))]),
  ['cut off in the vendor bit field', text(core(field(200, all(1, 200)), '').slice(0, 312))], ['bit field shorter than maxVendorId', text(core(bits(65535, 16) + '0' + '1'.repeat(100)))], ['more range entries announced than follow', text(core(range(900, [[12, 14], [900]], 9), ''))], ['range entry with vendor 0', text(core(range(900, [[3], [0]])))],
  ['range ends before it starts', text(core(range(900, [[20, 12]])))], ['second range ends before it starts', text(core(range(900, [[3], [20, 12]])))], ['standard base64, slash', odd], ['standard base64, plus', inside(plain, 30, '+')], ['standard base64, padding', plain + '='],
  ['percent-encoded dot', two.replace('.', '%2E')], ['percent-encoded first letter', '%43' + plain.slice(1)], ['percent-encoded space at the end', plain + '%20'], ['space inside', inside(plain, 20, ' ')], ['space in front', ' ' + plain], ['line break at the end', plain + '\n'], ['tab inside', inside(plain, 40, '\t')],
  ['asterisk inside', inside(plain, 25, '*')], ['letter outside ASCII', inside(plain, 25, 'é')], ['full-width letter', 'Ｃ' + plain.slice(1)], ['the core segment is empty', two.slice(two.indexOf('.'))], ['only the disclosed vendors', two.slice(two.indexOf('.') + 1)], ['GPP string with a TCF section', 'DBABMA~' + plain]];

// The oracle. Which CMP it was is not checked: the specification's own example names CMP 0, which the library refuses.
class AnyCmp extends TCModel { get cmpId() { return 0; } set cmpId(_) {} }
const bitAt = (string, at) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(string[Math.floor(at / 6)]) >> (5 - at % 6) & 1;
const ids = vector => [...vector.values()].sort((a, b) => a - b);
function read(name, source, string) {
  const model = TCString.decode(string, new AnyCmp());
  return { name, source, string, version: model.version, policyVersion: model.policyVersion, isServiceSpecific: model.isServiceSpecific, purposes: ids(model.purposeConsents), vendors: ids(model.vendorConsents), isRange: bitAt(string, 229) === 1 };
}
function refused(name, string, source = 'built') {
  let why = '@iabtcf/core accepts it';
  try { read(name, source, string); } catch (error) { why = `@iabtcf/core: ${error.message}`; }
  return { name, source, string, undecodable: true, why: `${name}; ${why}` };
}
const rows = [...published.map(row => read(...row)), ...wanted.map(([name, wish]) => {
  const row = read(name, 'generated', encode(wish));
  assert.deepEqual([row.purposes, row.vendors, row.policyVersion, row.isServiceSpecific], [wish.purposes ?? [1, 8], wish.vendors ?? [], wish.policy ?? 4, wish.service ?? true]);
  return row;
}), ...Object.entries(built).map(([name, stream]) => read(name, 'built', text(stream))), ...broken.map(row => refused(...row))];
assert.equal(new Set(rows.map(row => row.source + row.name)).size, rows.length);
console.log(`[\n${rows.map(row => '  ' + JSON.stringify(row)).join(',\n')}\n]`);
