using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Inspection;

/// <summary>Lists the parameters, cookies and headers that are forwarded, each with its reason.</summary>
internal sealed class ForwardedItems
{
    private readonly List<ForwardedItem> _items = [];
    private readonly RewrittenHit _forwarded;
    private readonly Policy _policy;
    private readonly NameIndex<string> _kept;

    private ForwardedItems(RewrittenHit forwarded, Policy policy)
    {
        (_forwarded, _policy) = (forwarded, policy);
        _kept = new NameIndex<string>(
            policy.Config.KeepParameter.Select(static name => KeyValuePair.Create(name.ToLowerInvariant(), name)));
    }

    /// <summary>Parameters first, then headers; empty if nothing is forwarded.</summary>
    public static IReadOnlyList<ForwardedItem> In(Explanation explanation)
    {
        if (explanation.Forwarded is not { } forwarded)
            return [];

        var kept = new ForwardedItems(forwarded, explanation.Policy!);
        var target = HitTarget.Parse(forwarded.TargetText);
        kept.AddParameters(target.Query);
        var lines = new BatchLines(explanation.ForwardedBody.Span);
        while (lines.MoveNext())
            kept.AddParameters(lines.Query);
        foreach (var header in forwarded.Headers)
            kept.AddHeader(header, explanation.Judgement.Hit!);
        return kept._items;
    }

    private void AddParameters(ReadOnlySpan<byte> query)
    {
        foreach (var range in query.Split((byte)'&'))
        {
            if (!query[range].IsEmpty)
                AddParameter(Encoding.Latin1.GetString(query[range]));
        }
    }

    private void AddParameter(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = Decode(equals < 0 ? pair : pair[..equals]);
        Add(NameLocation.Parameter, name, ReasonFor(name), equals < 0 ? "" : pair[(equals + 1)..]);
    }

    private ForwardReason ReasonFor(string name)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!CanonicalName.TryWrite(Encoding.UTF8.GetBytes(name), canonical, out var length))
            return ForwardReason.From(null, _forwarded.IsAnonymous);
        if (_kept.Find(canonical[..length]) is not null)
            return ForwardReason.KeepParameter;
        return ForwardReason.From(Vocabulary.FindParameter(canonical[..length])?.Category, _forwarded.IsAnonymous);
    }

    private void AddHeader(HeaderLine header, Hit hit)
    {
        if (header.Is("Cookie"))
            AddCookies(header);
        else if (hit.FindHeader(header.Name) is null || header.Is(HeaderNames.ClientAddress) || header.Is(HeaderNames.Loop))
            Add(NameLocation.RequestHeader, header.Name, ForwardReason.Added, "");
        else
            Add(NameLocation.RequestHeader, header.Name, _forwarded.IsAnonymous || IsTransport(header.Name) ? ForwardReason.Transport
                : ForwardReason.Browser, header.Value);
    }

    private void AddCookies(HeaderLine header)
    {
        foreach (var cookie in new CookieLines([header]))
        {
            var name = cookie.Name.ToString();
            var isOptOut = _forwarded.IsAnonymous || _policy.Config.OptOutCookies.Contains(name, StringComparer.Ordinal);
            Add(NameLocation.Cookie, name, isOptOut ? ForwardReason.OptOutCookie : ForwardReason.VendorCookie, cookie.Value.ToString());
        }
    }

    private void Add(NameLocation place, string name, ForwardReason why, string value)
    {
        var looksLike = PersonalDataHint.Detect(value);
        var index = _items.FindIndex(item => item.Place == place && item.Name == name);
        if (index < 0)
            _items.Add(new ForwardedItem(place, name, why, looksLike, 1));
        else
            _items[index] = _items[index] with { Count = _items[index].Count + 1, LooksLike = _items[index].LooksLike ?? looksLike };
    }

    private static bool IsTransport(string name) =>
        Vocabulary.In(NameLocation.RequestHeader).Any(
            entry => entry.Category == DataCategory.Transport && entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Decode(string name) => WireText.Show(WireText.From(Uri.UnescapeDataString(WireText.Show(name))));
}
