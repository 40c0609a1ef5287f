using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Hosting;

/// <summary>Answers the handshake: whoever is refused is told why by a close, which browsers can read.</summary>
internal sealed partial class SocketEndpoint(
    SocketAdmission admission,
    SocketKeeper keeper,
    SocketOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<SocketEndpoint> logger)
{
    private readonly Seats bySession = new(options.MaxPerSession);
    private readonly Seats ofShares = new(options.MaxOfShares);
    private readonly Seats byAddress = new(options.MaxPerAddress);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await AskForUpgradeAsync(context);
            return;
        }

        var address = AddressOf(context);
        using var addressSeat = byAddress.TryTake(address);
        var (admitted, refusal) = addressSeat is null
            ? (null, SocketClose.TooMany)
            : await AdmitAsync(context, address);
        var session = admitted?.Connection.Session.Value;
        var isShare = admitted?.Connection.Role == Role.Share;
        using var shareSeat = session is null || !isShare ? null : ofShares.TryTake(session);
        using var sessionSeat = session is null || (isShare && shareSeat is null) ? null : bySession.TryTake(session);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        if (admitted is not null && sessionSeat is not null)
        {
            await keeper.ServeAsync(socket, admitted, context.Request, context.RequestAborted);
            return;
        }

        refusal ??= SocketClose.TooMany;
        LogRefused(refusal.Code, refusal.Reason);
        await keeper.RefuseAsync(socket, refusal, context.RequestAborted);
    }

    private async Task<(Admitted? Admitted, SocketClose? Refusal)> AdmitAsync(HttpContext context, string address)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return (null, SocketClose.GoingAway);
        }

        var request = context.Request;
        var call = new SocketCall(
            context.GetRouteValue("id") as string,
            request.Query["ticket"],
            request.Headers.Origin,
            request.Host.Value ?? "",
            address);
        try
        {
            return await admission.AdmitAsync(call, context.RequestAborted);
        }
        catch (StoreUnavailableException exception)
        {
            LogUnavailable(exception);
            return (null, SocketClose.Unavailable);
        }
    }

    private string AddressOf(HttpContext context) =>
        options.AddressOf?.Invoke(context) ?? NetworkAddress.TextOf(context.Connection.RemoteIpAddress);

    private static Task AskForUpgradeAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        return context.Response.WriteAsync(
            """
            {"type":"about:blank","title":"Upgrade Required","status":426,
            "detail":"This address is a WebSocket.","code":"socket.upgrade_required"}
            """,
            context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Information, "A socket was refused with {Code}: {Reason}")]
    private partial void LogRefused(CloseCode code, string reason);

    [LoggerMessage(LogLevel.Warning, "A socket was refused because the store could not be reached")]
    private partial void LogUnavailable(Exception exception);
}
