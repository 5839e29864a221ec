using System.Buffers.Text;
using System.Security.Cryptography;

namespace PrivacyGateway.Caching;

/// <summary>A stored file. Immutable.</summary>
/// <param name="Origin">The track domain's response.</param>
/// <param name="Freshness">How long the response is fresh.</param>
/// <param name="Tag">
/// The ETag for browsers, a digest of the content. The track domain's own ETag is never sent to a browser: it could differ per visitor.
/// </param>
/// <param name="ValidatedAt">When the track domain last sent or validated the file.</param>
/// <param name="FailedAt">When revalidation last failed; null if it last succeeded.</param>
internal sealed record StoredScript(
    FetchedResponse Origin, Freshness Freshness, string Tag, DateTimeOffset ValidatedAt, DateTimeOffset? FailedAt = null)
{
    private const int TagBytes = 16;

    public Validators? Validators { get; } = Validators.From(Origin.Fields);

    public static StoredScript From(FetchedResponse response, DateTimeOffset requestedAt, DateTimeOffset receivedAt)
    {
        var digest = SHA256.HashData(response.Body.Span);
        return new StoredScript(response, Freshness.From(response.Fields, requestedAt, receivedAt),
            $"\"{Base64Url.EncodeToString(digest.AsSpan(0, TagBytes))}\"", receivedAt);
    }

    /// <summary>Whether the file is useful: fresh for some time, usable when stale, or validatable.</summary>
    public bool IsWorthStoring => Freshness.Lifetime > TimeSpan.Zero || !Freshness.ForbidsStale || Validators is not null;

    public ScriptResponse CreateResponse(DateTimeOffset now) => new(Origin, Tag, Freshness.GetAge(now), IsStale: !Freshness.IsFresh(now));

    /// <summary>The response right after a fetch or validation. It has an <c>Age</c> only if the file already had one.</summary>
    public ScriptResponse CreateFreshResponse(DateTimeOffset now) =>
        new(Origin, Tag, Freshness.GetAge(now) is var age && age >= TimeSpan.FromSeconds(1) ? age : null);
}
