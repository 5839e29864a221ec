namespace PrivacyGateway.Rewriting;

/// <summary>An answer that the gateway gives itself.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">Null where there is no body.</param>
/// <param name="Body">The bytes of the body.</param>
/// <param name="Allow">The methods that would have been fine, with 405.</param>
internal sealed record OwnAnswer(int Status, string? ContentType = null, ReadOnlyMemory<byte> Body = default, string? Allow = null)
{
    /// <summary>The pixel resends for five minutes on anything that is not an image: a withheld hit must be answered by one.</summary>
    public static OwnAnswer Gif { get; } = new(
        200, "image/gif", Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    /// <summary>For a batch: the SDKs ask for exactly 200.</summary>
    public static OwnAnswer Empty { get; } = new(200);

    /// <summary>For <c>/cc?a=c</c>, which is loaded as a script.</summary>
    public static OwnAnswer Script { get; } = new(200, "text/javascript");

    public static OwnAnswer NoContent { get; } = new(204);

    /// <summary>Syntax that no pixel sends.</summary>
    public static OwnAnswer BadRequest { get; } = new(400);

    public static OwnAnswer NotFound { get; } = new(404);

    /// <summary>Neither delivered nor kept: the pixel's own queue keeps it.</summary>
    public static OwnAnswer Unavailable { get; } = new(503);

    /// <summary>A body that cannot be read does not leave.</summary>
    public static OwnAnswer UnsupportedMediaType { get; } = new(415);
}
