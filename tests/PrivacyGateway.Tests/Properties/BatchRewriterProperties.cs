using CsCheck;

namespace PrivacyGateway.Tests.Properties;

public sealed class BatchRewriterProperties
{
    private const int Many = 10_000;

    private static readonly Gen<(string Line, string End)[]> Lines = Gen.Select(
        Gen.OneOf(
            Gen.Const(""),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.ManyKept, (lead, kept) => lead + string.Join('&', kept)),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.Leak, (lead, leak) => $"{lead}p=1&{leak}&nc=1"),
            Gen.Select(Gen.OneOf("wt?", "?", ""), Queries.Leak, (lead, leak) => $"{lead}{leak}"),
            Queries.Leak.Select(leak => $"{leak.Replace("=", "%3D", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal)}?p=1")),
        Gen.OneOf("\n", "\r\n"),
        (line, end) => (line, end)).Array[0, 8];

    [Fact]
    public void Lines_and_line_ends_stay_and_every_line_that_says_something_has_exactly_one_marker() => Gen.Select(Lines, Gen.Bool).Sample(
        (lines, endsWithLine) =>
        {
            var rewritten = Rewriters.Batch(Join(lines, endsWithLine)).Split('\n');
            var sent = Join(lines, endsWithLine).Split('\n');

            return rewritten.Length == sent.Length && rewritten.Zip(sent).All(pair =>
                pair.First.EndsWith('\r') == pair.Second.EndsWith('\r') && Markers(pair.First) == (pair.Second.TrimEnd('\r').Length == 0 ? 0 : 1));
        },
        iter: Many);

    [Fact]
    public void No_spelling_of_a_withheld_name_survives_in_any_line() => Gen.Select(Lines, Gen.Bool).Sample(
        (lines, endsWithLine) => !Rewriters.Batch(Join(lines, endsWithLine)).Contains(Queries.Canary, StringComparison.Ordinal), iter: Many);

    [Fact]
    public void Rewriting_a_batch_twice_is_rewriting_it_once() => Gen.Select(Lines, Gen.Bool).Sample(
        (lines, endsWithLine) =>
        {
            var once = Rewriters.Batch(Join(lines, endsWithLine));
            return Rewriters.Batch(once) == once;
        },
        iter: Many);

    [Fact]
    public void Any_bytes_keep_their_lines() => Queries.Wild.Sample(
        body => Rewriters.Batch(body).AsSpan().Count((byte)'\n') == body.AsSpan().Count((byte)'\n'), iter: Many, print: Convert.ToHexString);

    private static string Join((string Line, string End)[] lines, bool endsWithLine)
    {
        var joined = string.Concat(lines.Select(line => line.Line + line.End));
        return endsWithLine ? joined : joined.TrimEnd('\r', '\n');
    }

    private static int Markers(string line) => line.TrimEnd('\r').Split('&', '?').Count(segment => segment == "nc=1");
}
