using System.IO.Compression;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>
/// The body decoder. The first byte of the input chooses the encoding and whether the rest is that encoding's bytes or is to be
/// encoded first.
/// </summary>
internal sealed class BodiesTarget() : FuzzTarget("bodies")
{
    private const int Limit = 64 * 1024;

    private static readonly string[] Encodings = ["gzip", "deflate", "br", "x-gzip"];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Captures.Real.Bodies.Select((body, index) => (byte[])[(byte)index, .. body]),
        .. Encodings.SelectMany(
            (encoding, index) => Captures.Real.Bodies.Take(2).Select(body => (byte[])[(byte)(4 + index), .. Encode(encoding, body)])),
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;

        var encoding = Encodings[input[0] % Encodings.Length];
        var encodeFirst = (input[0] & 4) == 0;
        var content = input[1..].ToArray();
        var isKnown = (input[0] & 8) == 0;
        HeaderLine[] headers = [new("Content-Encoding", isKnown ? encoding : "identity, " + encoding + ", gzip, br")];

        using var budget = new BufferBudget(4 * Limit, TimeProvider.System);
        using (var decoded = new BudgetedBuffer(budget, Limit))
        {
            var body = encodeFirst ? Encode(encoding, content) : content;
            var done = BodyDecoder.TryDecode(headers, body, decoded);
            Finding.Unless(decoded.Bytes.Length <= Limit, "more was decoded than the limit allows");
            Finding.Unless(isKnown || !done, "more encodings were undone than the limit");
            if (encodeFirst && isKnown)
                Finding.Unless(done == (content.Length is > 0 and <= Limit) && (!done || decoded.Bytes.Span.SequenceEqual(content)),
                    "decoding is not the reverse of encoding");

            var format = HitBody.DetectFormat(headers, done ? decoded.Bytes.Span : body, isDecoded: done);
            Finding.Unless(
                done || body.Length == 0 || format == BodyFormat.Unreadable, "a body that could not be decoded counts as readable");
        }

        Finding.Unless(budget.TryTake(4 * Limit, body: null), "the budget did not get everything back");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice)
    {
        draft.Add((byte)dice.Below(16));
        Grammar.AddBatch(draft, dice);
    }

    private static byte[] Encode(string encoding, byte[] plain)
    {
        using var output = new MemoryStream();
        using (Stream encoder = encoding switch
        {
            "deflate" => new ZLibStream(output, CompressionLevel.Fastest),
            "br" => new BrotliStream(output, CompressionLevel.Fastest),
            _ => new GZipStream(output, CompressionLevel.Fastest),
        })
        {
            encoder.Write(plain);
        }

        return output.ToArray();
    }
}
