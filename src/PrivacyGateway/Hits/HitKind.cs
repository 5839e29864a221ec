namespace PrivacyGateway.Hits;

/// <summary>The type of a request to the track host.</summary>
internal enum HitKind
{
    /// <summary>Not part of the pixel's protocol: responded to with 404, never forwarded.</summary>
    Unknown,

    /// <summary><c>/{ids}/wt…</c>, <c>wt.pl</c>, <c>hm</c>: one hit, in the query or in a form body.</summary>
    Tracking,

    /// <summary><c>/{ids}/batch</c>: one hit per line.</summary>
    Batch,

    /// <summary><c>/{ids}/optout</c>: the visitor opts out of tracking; not a hit.</summary>
    OptOut,

    /// <summary><c>/{ids}/cc</c>: sets, reads and migrates the ever-id between browser and server.</summary>
    CookieControl,

    /// <summary><c>/{ids}/cdb</c>: links the devices of one person.</summary>
    CrossDevice,

    /// <summary>A file of the pixel, under one of the policy's <c>staticPaths</c>.</summary>
    Static,
}
