using PrivacyGateway.Hits;

namespace PrivacyGateway.Cli.Demo;

/// <summary>One thing on both sides of the gateway.</summary>
/// <param name="Place">Where it stands; null for the connection itself.</param>
/// <param name="Name">As sent, decoded.</param>
/// <param name="Sent">The value that the browser sent; null if the gateway added it.</param>
/// <param name="Received">The value that the vendor received; null if it was stripped.</param>
internal sealed record ExchangeRow(NameLocation? Place, string Name, string? Sent, string? Received)
{
    /// <summary>The rules that stripped it, or parts of it, by id.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>One sentence: why it was stripped, or why it is forwarded.</summary>
    public string Why { get; init; } = "";

    /// <summary>The kind of personal data that a forwarded value resembles, such as a phone number; null if it resembles none.</summary>
    public string? LooksLike { get; init; }

    /// <summary>Of a value that deserves a second look although it is forwarded: the key that would remove it.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether it says who the visitor is, and is forwarded because the visitor is identified.</summary>
    public bool Identifies { get; init; }

    /// <summary>As the page's style sheet names it.</summary>
    public string Change => (Sent, Received) switch
    {
        (_, null) => "removed",
        (null, _) => "added",
        _ when Sent == Received => "kept",
        _ => "changed",
    };

    /// <summary>A header that every request has: folded away, unless its value tells something about the visitor.</summary>
    public bool IsFolded => Place == NameLocation.RequestHeader && Remedy is null && Name.ToLowerInvariant() is not (
        "referer" or "user-agent") && !Name.Equals(HeaderNames.ClientAddress, StringComparison.OrdinalIgnoreCase);
}
