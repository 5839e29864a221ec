namespace PrivacyGateway.Rewriting;

/// <summary>A response that the gateway serves itself.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">Null without a body.</param>
/// <param name="Body">The body.</param>
/// <param name="Allow">The allowed methods, for status 405.</param>
internal sealed record LocalResponse(int Status, string? ContentType = null, ReadOnlyMemory<byte> Body = default, string? Allow = null)
{
    /// <summary>The response to a hit that is not forwarded. The pixel resends for five minutes unless it gets an image.</summary>
    public static LocalResponse Gif { get; } = new(
        200, "image/gif", Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    /// <summary>The response to a batch: the SDKs expect exactly 200.</summary>
    public static LocalResponse Empty { get; } = new(200);

    /// <summary>The response to <c>/cc?a=c</c>, which pages load as a script.</summary>
    public static LocalResponse Script { get; } = new(200, "text/javascript");

    public static LocalResponse NoContent { get; } = new(204);

    /// <summary>Syntax that no pixel sends.</summary>
    public static LocalResponse BadRequest { get; } = new(400);

    public static LocalResponse NotFound { get; } = new(404);

    /// <summary>The hit was neither delivered nor spooled, so the pixel queues and resends it.</summary>
    public static LocalResponse Unavailable { get; } = new(503);

    /// <summary>An unreadable body is not forwarded.</summary>
    public static LocalResponse UnsupportedMediaType { get; } = new(415);
}
