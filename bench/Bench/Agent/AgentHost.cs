using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Hosting;
using TmuxBuilder.Standalone.Setup;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// The whole standalone host inside this process, so that what happens in it can be timed where it happens.
/// </summary>
internal sealed class AgentHost : IAsyncDisposable
{
    private const string Token = "a-token-for-the-benchmark-alone-0123456789";

    private readonly Installation installation;
    private readonly WebApplication app;
    private bool started;

    private AgentHost(Installation installation, WebApplication app, Uri url)
    {
        (this.installation, this.app) = (installation, app);
        Http = new HttpClient { BaseAddress = url };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public HttpClient Http { get; }

    public Stamps Stamps { get; } = new();

    public IServiceProvider Services => app.Services;

    public SessionFolders Folders => Services.GetRequiredService<SessionFolders>();

    /// <summary>Puts a host together without starting it.</summary>
    public static async Task<AgentHost> BuildAsync(
        string dataFolder,
        string agent,
        CancellationToken cancellationToken,
        params (Setting Setting, string Value)[] more)
    {
        var given = new Dictionary<string, string?>
        {
            [Setting.DataDir.Key] = dataFolder,
            [Setting.Urls.Key] = "http://127.0.0.1:0",
            [Setting.Agent.Key] = agent,
            [Setting.AdminToken.Key] = Token,
            [Setting.Sandbox.Key] = "required",
        };
        foreach (var (setting, value) in more)
        {
            given[setting.Key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given).Build();
        var settings = StandaloneSettings.From(configuration).WithFreePorts();
        var installation = Installation.Open(settings.DataFolder);
        var gateway = ModelKeys.Configure(settings, installation.Path);
        var choice = AgentChoice.From(settings, ModelKeys.IsThere(gateway));
        var machine = await MachineCheck.RunAsync(settings, choice, cancellationToken);
        AgentHost? host = null;
        var app = Composition.Build(settings, installation, choice, machine, gateway, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            services.AddSingleton<IStartupFilter>(_ => new StampedRequests(() => host!.Stamps));
            Decorate<IAgents>(services, inner => new StampedAgents(inner, host!.Stamps));
            Decorate<IClientChannel>(services, inner => new StampedChannel(inner, host!.Stamps));
        });
        return host = new AgentHost(installation, app, settings.Urls[0]);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        started = true;
    }

    /// <summary>Makes a session, with a first message when one is given.</summary>
    public async Task<SessionId> SessionAsync(string? request, CancellationToken cancellationToken)
    {
        using var created = await Http.PostAsJsonAsync(
            "/api/admin/sessions",
            new { email = "bench@example.com", name = "Bench", initial_request = request },
            cancellationToken);
        created.EnsureSuccessStatusCode();
        return SessionId.Parse(
            (string)JsonNode.Parse(await created.Content.ReadAsStringAsync(cancellationToken))!["guid"]!);
    }

    /// <summary>Sends a client's message.</summary>
    public async Task ChatAsync(SessionId session, string message, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsJsonAsync(
            "/api/chat", new { guid = session.Value, message }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var agents = Services.GetRequiredService<IAgents>();
            await app.StopAsync(limit.Token);
            foreach (var session in await agents.ListLiveAsync(limit.Token))
            {
                await agents.KillAsync(session, limit.Token);
            }
        }

        Http.Dispose();
        var server = AgentMachine.ServerOf(Folders);
        await app.DisposeAsync();
        installation.Dispose();
        await ProcessTable.EndServerAsync(server);
    }

    private static void Decorate<T>(IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var original = services.Last(service => service.ServiceType == typeof(T));
        services.AddSingleton(provider => around((T)(original.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!))));
    }
}
