using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The responses that hits of one kind have read.</summary>
internal sealed record ShiftedCount
{
    public int Sent { get; init; }

    /// <summary>Hits that read the response of another hit.</summary>
    public int Shifted { get; init; }

    /// <summary>Hits that read the response of a hit of the other kind.</summary>
    public int OfOtherKind { get; init; }

    /// <summary>Hits whose connection broke, or whose response could not be read.</summary>
    public int Failed { get; init; }

    public static ShiftedCount operator +(ShiftedCount one, ShiftedCount other) => new()
    {
        Sent = one.Sent + other.Sent,
        Shifted = one.Shifted + other.Shifted,
        OfOtherKind = one.OfOtherKind + other.OfOtherKind,
        Failed = one.Failed + other.Failed,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Shifted} of {Sent} ({100.0 * Shifted / Math.Max(Sent, 1):F1} %) shifted, {OfOtherKind} of the other kind, {Failed} failed");
}
