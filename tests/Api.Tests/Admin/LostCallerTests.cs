using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Admin;

/// <summary>An admin who hangs up between an act and its record is recorded all the same.</summary>
public sealed class LostCallerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string, string, string?, string> Acts => new()
    {
        { "POST", "/api/chat", """{"guid":"GUID","message":"Hello"}""", "session.message" },
        { "POST", "/api/admin/sessions/GUID/pause", null, "session.pause" },
        { "DELETE", "/api/admin/sessions/GUID", null, "session.delete" },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public Task An_act_is_recorded(string method, string path, string? body, string action) =>
        HangUpAsync(method, path, body, action);

    [Theory]
    [MemberData(nameof(Acts))]
    public Task An_act_that_may_be_repeated_is_recorded(string method, string path, string? body, string action) =>
        HangUpAsync(method, path, body, action, ("Idempotency-Key", "once"));

    private static async Task HangUpAsync(
        string method, string path, string? body, string action, params (string Name, string Value)[] headers)
    {
        var token = TestContext.Current.CancellationToken;
        var bell = new HeldBell();
        var call = new WatchedCall();
        await using var host = await ApiHost.StartAsync(services: services => services
            .AddSingleton<IDoorbell>(bell).AddSingleton<IStartupFilter>(call));
        var guid = await host.CreateSessionAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(path.Replace("GUID", guid, StringComparison.Ordinal), UriKind.Relative));
        request.Content = body is null ? null : new StringContent(
            body.Replace("GUID", guid, StringComparison.Ordinal), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers.Append(ApiHost.Admin))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var hangUp = new CancellationTokenSource();
        bell.Hold = call.Watch = true;
        var lost = http.SendAsync(request, hangUp.Token);
        await bell.Rung.Task.WaitAsync(Patience, token);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
        await call.CallerGone.Task.WaitAsync(Patience, token);
        bell.Go.SetResult();
        await call.Over.Task.WaitAsync(Patience, token);

        var records = await host.Service<IAuditStore>().PageAsync(guid[..12], new PageRequest(100), token);
        Assert.Equal([action, "session.create"], records.Items.Select(record => record.Action));
    }

    /// <summary>Rings when it is let, after what is rung for was stored.</summary>
    private sealed class HeldBell : IDoorbell
    {
        public bool Hold { get; set; }

        public TaskCompletionSource Rung { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task RingAsync(SessionId session, CancellationToken cancellationToken)
        {
            if (Hold)
            {
                Rung.TrySetResult();
                await Go.Task.WaitAsync(cancellationToken);
            }
        }

        public Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken) =>
            Task.FromResult(false);

        public IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Tells when the server knows that a caller went away, and when it is done with the call.</summary>
    private sealed class WatchedCall : IStartupFilter
    {
        public bool Watch { get; set; }

        public TaskCompletionSource CallerGone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(WatchAsync);
            next(app);
        };

        private async Task WatchAsync(HttpContext context, RequestDelegate next)
        {
            if (!Watch)
            {
                await next(context);
                return;
            }

            await using var gone = context.RequestAborted.Register(() => CallerGone.TrySetResult());
            try
            {
                await next(context);
            }
            finally
            {
                Over.TrySetResult();
            }
        }
    }
}
