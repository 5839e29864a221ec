using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Demo;

/// <summary>Holds what arrived at the gateway against what arrived at the track domain, and asks <c>explain</c> for the reasons.</summary>
internal sealed class ExchangeRows
{
    private readonly Exchange _exchange;
    private readonly Policy? _strict;
    private readonly IReadOnlyList<StrippedItem> _stripped;
    private readonly IReadOnlyList<ForwardedItem> _kept;

    private ExchangeRows(Exchange exchange, Policy? strict)
    {
        (_exchange, _strict) = (exchange, strict);
        _stripped = StrippedItems.In(exchange.Explanation);
        _kept = ForwardedItems.In(exchange.Explanation);
    }

    private Explanation Explanation => _exchange.Explanation;

    /// <param name="exchange">The hit.</param>
    /// <param name="strict">The same policy under the level strict, to see what it would remove; null if the hit's own is strict.</param>
    public static IReadOnlyList<ExchangeRow> Compare(Exchange exchange, Policy? strict) => new ExchangeRows(exchange, strict).Compare();

    private List<ExchangeRow> Compare()
    {
        var received = _exchange.Received is { } arrival ? WirePart.In(arrival).ToList() : [];
        var rows = new List<ExchangeRow>();
        foreach (var sent in WirePart.In(_exchange.Sent))
        {
            var index = received.FindIndex(part => part.Place == sent.Place && part.Name.Equals(
                sent.Name, sent.Place == NameLocation.RequestHeader ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
            rows.Add(Describe(new ExchangeRow(sent.Place, sent.Name, sent.Value, index < 0 ? null : received[index].Value), sent));
            if (index >= 0)
                received.RemoveAt(index);
        }

        rows.AddRange(received.Select(part => Describe(new ExchangeRow(part.Place, part.Name, null, part.Value), part)));
        if (_exchange.Received is not null
            && !received.Exists(static part => part.Name.Equals(HeaderNames.ClientAddress, StringComparison.OrdinalIgnoreCase)))
            rows.Add(new ExchangeRow(null, "IP address", Explanation.Judgement.Hit!.ClientAddress?.ToString() ?? "",
                null)
            {
                Why = "the vendor sees the gateway's address",
            });
        return rows;
    }

    private ExchangeRow Describe(ExchangeRow row, WirePart part)
    {
        if (_exchange.Received is null)
            return row with { Why = "nothing of this hit is forwarded" };
        if (row.Received is null || row.Received != row.Sent)
        {
            var rules = row.Sent is null ? [] : RulesFor(part, row.Received is null);
            if (rules.Count > 0)
                return Doubted(row with { Rules = rules, Why = string.Join("; ", rules.Select(StrippedReason.For)) + NoteFor(part) });
        }

        if (row.Received is null)
            return row with { Why = StrippedReason.OtherConnection };
        var kept = KeptAs(row);
        return Doubted(row with
        {
            Why = kept?.Why.Text ?? StrippedReason.OtherConnection,
            Identifies = !_exchange.IsAnonymous && kept?.Why.Id is "identity" or "contact" or "customer" or "personal" or "click-id"
                or "vendor-cookie",
        });
    }

    private ForwardedItem? KeptAs(ExchangeRow row) =>
        _kept.FirstOrDefault(item => item.Place == row.Place && item.Name.Equals(row.Name, StringComparison.OrdinalIgnoreCase));

    private string NoteFor(WirePart part) =>
        part.Place == NameLocation.Cookie && StrippedItems.NoteFor(part.Name, Explanation.Policy!.Config) is { } note ? $" ({note})" : "";

    /// <summary>The trace counts by the vocabulary's names; which rule took this very thing is found by asking about it alone.</summary>
    private List<string> RulesFor(WirePart part, bool isRemoved)
    {
        if (part.Place != NameLocation.Parameter)
        {
            var of = _stripped.Where(item => item.Place == part.Place
                && (part.Place == NameLocation.Cookie || item.Name.Equals(part.Name, StringComparison.OrdinalIgnoreCase)));
            return [.. of.Select(static item => item.Rule).Distinct(StringComparer.Ordinal).Take(1)];
        }

        var rules = Alone(part, Explanation.Policy!).Trace.Entries
            .Where(entry => entry.Location == NameLocation.Parameter
                && (entry.Rule != RuleNames.Marker || part.Name.Equals("nc", StringComparison.OrdinalIgnoreCase)))
            .Select(static entry => entry.Rule).Distinct(StringComparer.Ordinal).ToList();

        // A value that repeats an identifier of another place is only found in the whole hit.
        return rules.Count > 0 || !_exchange.IsAnonymous || !_stripped.Any(static item => item.Rule == RuleNames.Identity) || !isRemoved
            ? rules : [RuleNames.Identity];
    }

    /// <summary>The result of a policy for a hit that has only this parameter, decided like the whole hit.</summary>
    private RewriteResult Alone(WirePart part, Policy policy)
    {
        var sent = _exchange.Sent;
        var path = sent.Target.Split('?')[0];
        var marker = _exchange.IsAnonymous ? "nc=1&" : "";
        return policy.Rewrite(new TypedRequest("GET", $"{path}?{marker}{part.Pair}", sent.Headers, []).ToHit(policy));
    }

    /// <summary>Only of anonymous hits: the others are meant to say who.</summary>
    private ExchangeRow Doubted(ExchangeRow row)
    {
        if (!_exchange.IsAnonymous || KeptAs(row) is not { } kept || kept.Place == NameLocation.RequestHeader)
            return row;
        return kept.LooksLike is null && kept.Why.Id is not ("customer" or "fingerprint" or "unknown")
            ? row : row with { LooksLike = kept.LooksLike, Remedy = RemedyFor(row) };
    }

    private string RemedyFor(ExchangeRow row)
    {
        var isTaken = _strict is not null
            && WirePart.In(_exchange.Sent).FirstOrDefault(part => part.Place == row.Place && part.Name == row.Name) is { } part
            && !Values(Alone(part, _strict), row.Name).Contains(row.Received, StringComparer.Ordinal);
        return isTaken ? "\"level\": \"strict\"" : $"\"suppressParameter\": [\"{row.Name}\"]";
    }

    private static IEnumerable<string> Values(RewriteResult outcome, string name) => outcome is ForwardResult { Hit: var hit }
        ? WirePart.In(new Arrival(hit.Method, hit.TargetText, hit.Headers, []))
            .Where(part => part.Place == NameLocation.Parameter && part.Name == name).Select(static part => part.Value)
        : [];
}
