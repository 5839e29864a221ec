using System.Buffers.Text;
using System.Security.Cryptography;

namespace PrivacyGateway.Caching;

/// <summary>A file in memory. Replaced whole.</summary>
/// <param name="Origin">The track domain's answer.</param>
/// <param name="Freshness">How long it counts.</param>
/// <param name="Tag">
/// The browser's validator, made of the content alone. The track domain's own never reaches a browser: it could be another for each visitor.
/// </param>
/// <param name="ConfirmedAt">When the track domain last sent or confirmed it.</param>
/// <param name="FailedAt">When it last could not be confirmed; null if it could.</param>
internal sealed record StoredScript(OriginAnswer Origin, Freshness Freshness, string Tag, DateTimeOffset ConfirmedAt, DateTimeOffset? FailedAt = null)
{
    private const int TagBytes = 16;

    public Validators? Validators { get; } = Validators.Of(Origin.Fields);

    public static StoredScript Of(OriginAnswer answer, DateTimeOffset askedAt, DateTimeOffset answeredAt)
    {
        var digest = SHA256.HashData(answer.Body.Span);
        return new StoredScript(answer, Freshness.Of(answer.Fields, askedAt, answeredAt), $"\"{Base64Url.EncodeToString(digest.AsSpan(0, TagBytes))}\"", answeredAt);
    }

    /// <summary>Whether it is of any use once its time is over.</summary>
    public bool IsWorthKeeping => Freshness.Lifetime > TimeSpan.Zero || !Freshness.ForbidsStale || Validators is not null;

    public ScriptAnswer AnswerAt(DateTimeOffset now) => new(Origin, Tag, Freshness.Age(now), IsStale: !Freshness.IsFresh(now));

    /// <summary>As it has just come or been confirmed: it is as old as it came.</summary>
    public ScriptAnswer FreshAnswer(DateTimeOffset now) => new(Origin, Tag, Freshness.Age(now) is var age && age >= TimeSpan.FromSeconds(1) ? age : null);
}
