using System.IO;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>
/// Loads after the start what would otherwise be loaded at its first use. That takes a file descriptor, and where none is left the runtime remembers
/// the failure for as long as the process lives: what the code belongs to, such as the spool, would stay broken after the shortage is over.
/// </summary>
internal static class LoadedCode
{
    /// <summary>Loaded only where a collector is configured.</summary>
    private const string Optional = "OpenTelemetry";

    public static void LoadAll()
    {
        Load(typeof(LoadedCode).Assembly, new HashSet<string>(StringComparer.Ordinal));

        // Native libraries: compression, and OpenSSL.
        using var empty = new GZipStream(new MemoryStream(), CompressionLevel.Fastest);
        empty.Write([0]);
        SHA256.HashData([]);
    }

    private static void Load(Assembly assembly, HashSet<string> seen)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (!reference.FullName.StartsWith(Optional, StringComparison.Ordinal) && seen.Add(reference.FullName) && TryLoad(reference) is { } referenced)
                Load(referenced, seen);
        }
    }

    /// <summary>A library may name one that it only needs elsewhere.</summary>
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
