using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using TmuxBuilder.Gateway.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ModelKeyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tbk");

    private string KeyFile => Path.Combine(folder.FullName, "model.key");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_key_file_is_read_again_when_it_changes()
    {
        var source = Source(fromEnvironment: null);
        var before = source.Current;
        Write("first-key\n", OwnerOnly);
        var first = source.Current;
        Write("another-key\n", OwnerOnly);

        Assert.Null(before);
        Assert.Equal("first-key", first);
        Assert.Equal("another-key", source.Current);
    }

    [Fact]
    public void A_key_file_comes_before_the_environment()
    {
        var source = Source(fromEnvironment: "environment-key");
        var before = source.Current;
        Write("file-key", OwnerOnly);

        Assert.Equal("environment-key", before);
        Assert.Equal("file-key", source.Current);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_file_others_may_read_or_change_is_not_used(UnixFileMode more)
    {
        var source = Source(fromEnvironment: null);
        Write("first-key", OwnerOnly);
        var before = source.Current;
        Write("another-key", OwnerOnly | more);

        Assert.Equal("first-key", before);
        Assert.Null(source.Current);
    }

    [Fact]
    public void While_a_key_file_is_being_written_the_key_before_is_used()
    {
        var source = Source(fromEnvironment: null);
        Write("first-key", OwnerOnly);
        var before = source.Current;
        Write("", OwnerOnly);
        var meanwhile = source.Current;
        Write("another-key", OwnerOnly);

        Assert.Equal(("first-key", "first-key", "another-key"), (before, meanwhile, source.Current));
    }

    [Fact]
    public void A_key_that_is_stored_elsewhere_comes_after_the_file_and_stays_when_it_cannot_be_read()
    {
        var source = Source(fromEnvironment: "environment-key");
        source.Take("stored-key");
        source.Take(null);
        source.Take("no key\n at all");
        var stored = source.Current;
        Write("file-key", OwnerOnly);

        Assert.Equal(("stored-key", "file-key"), (stored, source.Current));
    }

    [Fact]
    public async Task A_refused_key_is_read_anew_where_it_is_stored_and_said_once()
    {
        var token = TestContext.Current.CancellationToken;
        await using var stub = await ModelStub.StartAsync(token);
        stub.Fail(new Fault.Status(401), 2);
        var reads = Channel.CreateUnbounded<int>();
        var count = 0;
        await using var gateway = new GatewayFixture(new GatewayOptions
        {
            ModelBaseAddress = stub.BaseAddress,
            AllowPackageRegistry = false,
            ModelKeyInterval = TimeSpan.FromDays(1),
            ModelKey = "one-key",
            ReadModelKey = _ =>
            {
                reads.Writer.TryWrite(++count);
                return Task.FromResult<string?>("one-key");
            },
        });
        await gateway.StartAsync(token);
        Assert.Equal(1, await reads.Reader.ReadAsync(token));
        using var client = gateway.ApiClient(await gateway.OpenAsync(token));

        var first = await AskAsync(client, token);
        Assert.Equal(2, await reads.Reader.ReadAsync(token));
        var second = await AskAsync(client, token);
        var third = await AskAsync(client, token);

        Assert.Equal((401, 401, 200), (first, second, third));
        var said = Assert.Single(
            gateway.Logged, line => line.Contains("refused the key", StringComparison.Ordinal));
        Assert.DoesNotContain("one-key", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("two\nlines")]
    [InlineData("not printable \u0007")]
    public void A_file_that_holds_no_key_gives_none(string content)
    {
        Write(content, OwnerOnly);

        Assert.Null(Source(fromEnvironment: null).Current);
    }

    [Fact]
    public async Task Without_a_key_the_agent_is_told_so_and_not_to_try_again()
    {
        var token = TestContext.Current.CancellationToken;
        await using var gateway = new GatewayFixture(new GatewayOptions { AllowPackageRegistry = false });
        using var client = gateway.ApiClient(await gateway.OpenAsync(token));

        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        Assert.Contains("no model key", await response.Content.ReadAsStringAsync(token));
    }

    private static async Task<int> AskAsync(HttpClient client, CancellationToken token)
    {
        using var content = new StringContent(
            """{"model":"m","tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"hi"}]}""",
            Encoding.UTF8,
            "application/json");
        using var answer = await client.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, token);
        return (int)answer.StatusCode;
    }

    private void Write(string content, UnixFileMode mode)
    {
        File.WriteAllText(KeyFile, content);
        File.SetUnixFileMode(KeyFile, mode);
    }

    private ModelKeySource Source(string? fromEnvironment) =>
        new(
            new GatewayOptions { ModelKeyFile = KeyFile, ModelKey = fromEnvironment },
            NullLogger<ModelKeySource>.Instance);
}
