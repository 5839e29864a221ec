using CsCheck;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Properties;

public sealed class BatchRewriterProperties
{
    private const int Many = 10_000;

    private static readonly Gen<(string Line, string End)[]> Lines = Gen.Select(
        Gen.OneOf(
            Gen.Const(""),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.ManyPreserved, (lead, preserved) => lead + string.Join('&', preserved)),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.Leak, (lead, leak) => $"{lead}p=1&{leak}&nc=1"),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.Leak, (lead, leak) => $"{lead}{leak}"),
            Queries.Leak.Select(
                leak => $"{leak.Replace("=", "%3D", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)}?p=1")),
        Gen.OneOf("\n", "\r\n"),
        (line, end) => (line, end)).Array[0, 8];

    [Fact]
    public void Readable_batch_lines_keep_their_line_ends_and_have_exactly_one_marker() => Lines.Sample(
        lines =>
        {
            var rewritten = Rewriters.Batch(Join(lines, endsWithLine: true)).Split('\n');
            var sent = Join([.. lines.Where(line => line.Line.Length == 0 || line.Line.Contains('=', StringComparison.Ordinal))],
                endsWithLine: true).Split('\n');

            return rewritten.Length == sent.Length && rewritten.Zip(sent).All(pair =>
                pair.First.EndsWith('\r') == pair.Second.EndsWith('\r')
                    && Markers(pair.First) == (pair.Second.TrimEnd('\r').Length == 0 ? 0 : 1));
        },
        iter: Many);

    [Fact]
    public void Stripped_name_survives_in_no_spelling_in_any_batch_line() => Gen.Select(Lines, Gen.Bool).Sample(
        (lines, endsWithLine) => !Rewriters.Batch(Join(lines, endsWithLine))
            .Contains(Queries.Canary, StringComparison.Ordinal), iter: Many);

    [Fact]
    public void Batch_rewriting_is_idempotent() => Gen.Select(Lines, Gen.Bool).Sample(
        (lines, endsWithLine) =>
        {
            var once = Rewriters.Batch(Join(lines, endsWithLine));
            return Rewriters.Batch(once) == once;
        },
        iter: Many);

    [Fact]
    public void Random_batch_bytes_keep_their_readable_lines() => Queries.Wild.Sample(
        body => Rewriters.Batch(body).AsSpan().Count((byte)'\n') == ReadableLines(body), iter: Many, print: Convert.ToHexString);

    private static int ReadableLines(ReadOnlySpan<byte> body)
    {
        var count = 0;
        var lines = new BatchLines(body);
        while (lines.MoveNext())
            count += lines.LineEnd.EndsWith("\n"u8) && (lines.IsEmpty || HitBody.IsHit(lines)) ? 1 : 0;
        return count;
    }

    private static string Join((string Line, string End)[] lines, bool endsWithLine)
    {
        var joined = string.Concat(lines.Select(line => line.Line + line.End));
        return endsWithLine ? joined : joined.TrimEnd('\r', '\n');
    }

    private static int Markers(string line) => line.TrimEnd('\r').Split('&', '?').Count(segment => segment == "nc=1");
}
