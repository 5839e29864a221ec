using System.Text;
using PrivacyGateway.Configuration;
using PrivacyGateway.Configuration.Loading;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class FileTextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("privacy-gateway-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "proxy.json");

    [Fact]
    public void Missing_file_is_reported_as_missing() => AssertProblem(File, "the file does not exist", "working directory");

    [Fact]
    public void File_in_a_missing_folder_is_reported_as_missing() =>
        AssertProblem(Path.Combine(_folder, "no", "proxy.json"), "the file does not exist", "working directory");

    [Fact]
    public void Folder_is_reported_as_a_folder() => AssertProblem(_folder, "this is a folder", "file in it");

    [Fact]
    public void Dangling_link_is_reported_with_its_target()
    {
        System.IO.File.CreateSymbolicLink(File, "..data/proxy.json");

        AssertProblem(File, "a link to ..data/proxy.json", "Correct");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Invalid_path_is_reported_as_invalid(string file) => AssertProblem(file, "is not a path", "Name a file");

    [Fact]
    public void Oversized_file_is_reported_as_too_large()
    {
        System.IO.File.WriteAllText(File, new string(' ', LoadedConfig.LongestText + 1));

        AssertProblem(File, "larger than 4 MiB", "another");
    }

    [Fact]
    public void Endless_file_is_reported_as_too_large() => AssertProblem("/dev/zero", "larger than 4 MiB", "another");

    [Fact]
    public void File_without_read_permission_is_reported_as_unreadable()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "The superuser may read every file.");
        System.IO.File.WriteAllText(File, "{}");
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(File, UnixFileMode.None);

        AssertProblem(File, "may not read the file", "read permission");
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_reported_with_its_location()
    {
        System.IO.File.WriteAllBytes(File, [.. "{\n  \"ü\": \"M"u8, 0xFC, .. "ller\"}"u8]);

        Assert.Equal(ConfigPlace.InFile(2, 10), AssertProblem(File, "not text in UTF-8", "Save it as UTF-8").Place);
    }

    [Fact]
    public void UTF16_without_a_byte_order_mark_is_not_UTF8()
    {
        System.IO.File.WriteAllBytes(File, new UnicodeEncoding(bigEndian: false, byteOrderMark: false).GetBytes("{}"));

        AssertProblem(File, "not text in UTF-8", "Save it as UTF-8");
    }

    [Fact]
    public void Byte_order_mark_is_not_part_of_the_text()
    {
        System.IO.File.WriteAllText(File, "{ \"ü\": 1 }", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("{ \"ü\": 1 }", FileText.Read(File).Text);

        System.IO.File.WriteAllText(File, "{ \"ü\": 1 }", Encoding.Unicode);
        Assert.Equal("{ \"ü\": 1 }", FileText.Read(File).Text);
    }

    [Fact]
    public async Task Loader_reports_why_a_file_has_no_text()
    {
        var (config, problems) = await ConfigLoader.LoadAsync(
            _folder, ConfigLoader.Read(_folder), new Dictionary<string, string>(), FileCheck.Skip);

        Assert.Null(config);
        Assert.Contains("this is a folder", Assert.Single(problems.Errors).Message, StringComparison.Ordinal);
    }

    private static ConfigProblem AssertProblem(string file, string message, string remedy)
    {
        var text = FileText.Read(file);

        Assert.Null(text.Text);
        Assert.Contains(message, text.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, text.Problem.Remedy, StringComparison.Ordinal);
        return text.Problem;
    }
}
