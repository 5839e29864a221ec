using System.IO;
using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>A configuration file's text, or the problem that keeps it from being read.</summary>
/// <param name="Text">Null if there is a problem.</param>
/// <param name="Problem">Null if there is a text.</param>
internal sealed record FileText(string? Text, ConfigProblem? Problem = null)
{
    private const int MegaByte = 1024 * 1024;

    /// <summary>A UTF-16 code unit takes at most three bytes in UTF-8.</summary>
    private const int MaxBytesPerCharacter = 3;

    public static FileText Read(string file)
    {
        if (Directory.Exists(file))
            return Unusable("this is a folder.", "Name the file in it.");
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return From(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileInfo(file).LinkTarget is { } target
                ? Unusable($"the file is a link to {target}, which does not exist.", "Correct the link.")
                : Unusable("the file does not exist.", $"Check the path; the working directory is {Environment.CurrentDirectory}.");
        }
        catch (UnauthorizedAccessException)
        {
            return Unusable($"the user {Environment.UserName} may not read the file.",
                "Give this user read permission on the file and access to its folders.");
        }
        catch (ArgumentException)
        {
            return Unusable($"\"{file}\" is not a path.", "Name a file.");
        }
        catch (IOException exception)
        {
            return Unusable($"the file cannot be read: {exception.Message.TrimEnd('.')}.", "Check the file and the disk it is on.");
        }
    }

    /// <param name="stream">Read to its end, or to the size limit: a device or pipe in the file's place must not fill the memory.</param>
    public static FileText From(Stream stream)
    {
        using var bytes = new MemoryStream();
        var block = new byte[81920];
        for (int length; (length = stream.Read(block)) > 0;)
        {
            bytes.Write(block, 0, length);
            if (bytes.Length > (long)LoadedConfig.LongestText * MaxBytesPerCharacter)
                return TooLarge();
        }

        var utf8 = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (!IsMarkedUtf16(utf8) && FindInvalid(utf8) is { } offset)
            return Unusable("the file is not text in UTF-8.", "Save it as UTF-8.", ConfigText.PlaceAt(utf8, offset));

        bytes.Position = 0;
        using var reader = new StreamReader(bytes, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        return text.Length > LoadedConfig.LongestText ? TooLarge() : new FileText(text);
    }

    private static FileText TooLarge() =>
        Unusable($"the file is larger than {LoadedConfig.LongestText / MegaByte} MiB.",
            "Name the configuration file; this is probably another one.");

    private static FileText Unusable(string message, string remedy, ConfigPlace? place = null) =>
        new(null, new ConfigProblem(ConfigPath.Root, message, remedy, place));

    /// <summary>UTF-16 with a byte order mark is accepted, because some editors write it.</summary>
    private static bool IsMarkedUtf16(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);

    /// <summary>Also rejects NUL: a configuration has none, and UTF-16 without a mark has one in every second byte.</summary>
    private static int? FindInvalid(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] == 0 || Rune.DecodeFromUtf8(bytes[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return at;
            at += length;
        }

        return null;
    }
}
