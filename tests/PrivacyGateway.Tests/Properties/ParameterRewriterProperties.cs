using CsCheck;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Properties;

public sealed class ParameterRewriterProperties
{
    private const int Many = 20_000;

    [Fact]
    public void No_spelling_of_a_withheld_name_survives() => Gen.Select(Queries.ManyKept, Queries.Leak, Gen.Int[0, 6]).Sample(
        (kept, leak, at) => !Rewriters.Query(Join(kept, leak, at)).Contains(Queries.Canary, StringComparison.Ordinal), iter: Many);

    [Fact]
    public void What_stays_keeps_its_bytes_and_its_order_whatever_goes() => Gen.Select(Queries.ManyKept, Queries.Leak, Gen.Int[0, 6]).Sample(
        (kept, leak, at) =>
        {
            var left = new Queue<string>(kept);
            foreach (var segment in Rewriters.Query(Join(kept, leak, at)).Split('&'))
            {
                if (left.TryPeek(out var next) && segment == next)
                    left.Dequeue();
            }

            return left.Count == 0;
        },
        iter: Many);

    [Fact]
    public void A_query_with_nothing_to_withhold_only_gets_its_marker() => Queries.ManyKept.Sample(
        kept => Rewriters.Query(string.Join('&', kept)) == string.Join('&', [kept[0], "nc=1", .. kept[1..]]), iter: Many);

    [Fact]
    public void A_query_with_nothing_to_withhold_and_nothing_to_mark_is_the_same_bytes() => Queries.ManyKept.Sample(
        kept => Rewriters.Query(string.Join('&', kept), mark: false) == string.Join('&', kept), iter: Many);

    [Fact]
    public void Any_bytes_of_which_nothing_was_withheld_come_out_as_they_went_in() => Queries.Wild.Sample(
        query =>
        {
            var trace = new Trace();
            var output = Rewriters.Query(query, mark: false, trace: trace);
            return trace.Entries.Count > 0 || output.AsSpan().SequenceEqual(query);
        },
        iter: Many);

    [Fact]
    public void Rewriting_twice_is_rewriting_once() => Gen.Bool.Select(Queries.Wild).Sample(
        (isStrict, query) =>
        {
            var rules = isStrict ? Rewriters.Strict : Rewriters.Standard;
            var once = Rewriters.Query(query, rules: rules);
            return Rewriters.Query(once, rules: rules).AsSpan().SequenceEqual(once);
        },
        iter: Many);

    [Fact]
    public void Rewriting_a_leak_twice_is_rewriting_it_once() => Gen.Select(Queries.ManyKept, Queries.Leak, Gen.Int[0, 6]).Sample(
        (kept, leak, at) =>
        {
            var once = Rewriters.Query(Join(kept, leak, at));
            return Rewriters.Query(once) == once;
        },
        iter: Many);

    [Fact]
    public void There_is_exactly_one_marker_in_whatever_leaves() => Queries.Wild.Sample(
        query => Rewriters.Query(System.Text.Encoding.Latin1.GetString(query)).Split('&').Count(segment => segment == "nc=1") == 1, iter: Many);

    private static string Join(string[] kept, string leak, int at)
    {
        var place = Math.Min(at, kept.Length);
        return string.Join('&', [.. kept[..place], leak, .. kept[place..]]);
    }
}
