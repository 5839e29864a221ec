using PrivacyGateway.Consent;

namespace PrivacyGateway.Inspection;

/// <summary>A hit explained in full, as texts alone: nothing in it belongs to the request any more.</summary>
internal sealed record HitView
{
    /// <summary>From 1, in a preview.</summary>
    public int Number { get; init; }

    /// <summary>When the browser sent it.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Host { get; init; }

    /// <summary>Such as <c>GET /111111111111111/wt</c>.</summary>
    public required string Request { get; init; }

    public required string? Route { get; init; }

    public required string? Policy { get; init; }

    /// <summary>Identified, anonymous, blocked, or what else it is.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, as a sentence that begins with the verdict; null for what is no hit.</summary>
    public required string? Because { get; init; }

    /// <summary>The signal that decided; null for what is no hit.</summary>
    public required string? DecidedBy { get; init; }

    public required IReadOnlyList<Vote> Votes { get; init; }

    public required IReadOnlyList<ConsentReading> Consents { get; init; }

    /// <summary>Why cookies may be missing, a sentence each.</summary>
    public required IReadOnlyList<string> Hints { get; init; }

    /// <summary>The request against what is forwarded, with the signs of <see cref="LineDifference"/>.</summary>
    public required IReadOnlyList<(char Sign, string Line)> Lines { get; init; }

    /// <summary>False if nothing is forwarded.</summary>
    public required bool IsForwarded { get; init; }

    /// <summary>False in shadow mode.</summary>
    public required bool IsEnforced { get; init; }

    public required IReadOnlyList<StrippedItem> Stripped { get; init; }

    public required IReadOnlyList<ForwardedItem> Kept { get; init; }

    public required IReadOnlyList<SpecificationCheck> Checks { get; init; }

    /// <summary>The response that the browser got; null if none was sent.</summary>
    public ResponseView? Response { get; init; }

    /// <summary>The gateway's own response, for a reader; null if the track domain responds.</summary>
    public string? LocalResponse { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>About how much memory it takes.</summary>
    public int Characters => 2000 + Lines.Sum(static line => line.Line.Length) + Consents.Sum(static consent => consent.Value?.Length ?? 0)
        + (100 * (Stripped.Count + Kept.Count));
}
