namespace PrivacyGateway.Caching;

/// <summary>By what the track domain knows which copy we have: its own words, the same for every visitor.</summary>
internal sealed record Validators(string? Tag, string? ChangedAt)
{
    /// <summary>Null for an answer that has none.</summary>
    public static Validators? Of(Fields answer) =>
        answer.First("ETag") is var tag && answer.First("Last-Modified") is var changedAt && (tag ?? changedAt) is not null ? new Validators(tag, changedAt) : null;
}
