namespace PrivacyGateway.Caching;

/// <summary>The track domain's validators of a stored file. They are the same for every visitor.</summary>
internal sealed record Validators(string? Tag, string? LastModified)
{
    /// <summary>Returns null for a response without validators.</summary>
    public static Validators? From(Fields response) =>
        response.First("ETag") is var tag && response.First("Last-Modified") is var lastModified && (tag ?? lastModified) is not null
            ? new Validators(tag, lastModified) : null;
}
