using CsCheck;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Properties;

public sealed class ParameterRewriterProperties
{
    private const int Many = 20_000;

    [Fact]
    public void Stripped_name_survives_in_no_spelling() => Gen.Select(Queries.ManyPreserved, Queries.Leak, Gen.Int[0, 6]).Sample(
        (preserved, leak, at) => !Rewriters.Query(Join(preserved, leak, at))
            .Contains(Queries.Canary, StringComparison.Ordinal), iter: Many);

    [Fact]
    public void Preserved_parameters_keep_their_bytes_and_order() => Gen.Select(Queries.ManyPreserved, Queries.Leak, Gen.Int[0, 6]).Sample(
        (preserved, leak, at) =>
        {
            var expected = new Queue<string>(preserved);
            foreach (var segment in Rewriters.Query(Join(preserved, leak, at)).Split('&'))
            {
                if (expected.TryPeek(out var next) && segment == next)
                    expected.Dequeue();
            }

            return expected.Count == 0;
        },
        iter: Many);

    [Fact]
    public void Query_with_nothing_to_strip_only_gets_its_marker() => Queries.ManyPreserved.Sample(
        preserved => Rewriters.Query(string.Join('&', preserved)) == string.Join('&', [preserved[0], "nc=1", .. preserved[1..]]),
        iter: Many);

    [Fact]
    public void Query_with_nothing_to_strip_or_mark_is_unchanged() => Queries.ManyPreserved.Sample(
        preserved => Rewriters.Query(string.Join('&', preserved), mark: false) == string.Join('&', preserved), iter: Many);

    [Fact]
    public void Random_query_bytes_with_nothing_to_strip_are_unchanged() => Queries.Wild.Sample(
        query =>
        {
            var trace = new Trace();
            var output = Rewriters.Query(query, mark: false, trace: trace);
            return trace.Entries.Count > 0 || output.AsSpan().SequenceEqual(query);
        },
        iter: Many);

    [Fact]
    public void Query_rewriting_is_idempotent() => Gen.Bool.Select(Queries.Wild).Sample(
        (isStrict, query) =>
        {
            var rules = isStrict ? Rewriters.Strict : Rewriters.Standard;
            var once = Rewriters.Query(query, rules: rules);
            return Rewriters.Query(once, rules: rules).AsSpan().SequenceEqual(once);
        },
        iter: Many);

    [Fact]
    public void Rewriting_of_a_query_with_a_leak_is_idempotent() => Gen.Select(Queries.ManyPreserved, Queries.Leak, Gen.Int[0, 6]).Sample(
        (preserved, leak, at) =>
        {
            var once = Rewriters.Query(Join(preserved, leak, at));
            return Rewriters.Query(once) == once;
        },
        iter: Many);

    [Fact]
    public void Rewritten_query_has_exactly_one_marker() => Queries.Wild.Sample(
        query => Rewriters.Query(System.Text.Encoding.Latin1.GetString(query)).Split('&')
            .Count(segment => segment == "nc=1") == 1, iter: Many);

    private static string Join(string[] preserved, string leak, int at)
    {
        var place = Math.Min(at, preserved.Length);
        return string.Join('&', [.. preserved[..place], leak, .. preserved[place..]]);
    }
}
