using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>
/// Answers handshakes that a gateway asks about. Whoever is let in is stored as not live and greeted a moment later: no
/// entry is posted to it before.
/// </summary>
public sealed partial class RemoteAdmission(
    SocketAdmission admission,
    IConnectionStore connections,
    IGreetQueue greetings,
    SocketOptions options,
    ILogger<RemoteAdmission> logger)
{
    /// <summary>The status to answer a handshake with; 200 lets the client in.</summary>
    /// <param name="connection">The gateway's name for the socket.</param>
    /// <param name="since">What the address asks for.</param>
    public async Task<int> ConnectAsync(
        SocketCall call, string connection, string? since, CancellationToken cancellationToken)
    {
        try
        {
            var (admitted, refusal) = await admission.AdmitAsync(call, cancellationToken);
            if (admitted is null)
            {
                LogRefused(refusal!.Code, refusal.Reason);
                return StatusOf(refusal);
            }

            var session = admitted.Connection.Session;
            if (!HasSeat(admitted.Connection.Role, await connections.ListAsync(session, cancellationToken)))
            {
                LogRefused(SocketClose.TooMany.Code, SocketClose.TooMany.Reason);
                return StatusCodes.Status429TooManyRequests;
            }

            await LetInAsync(
                admitted.Connection with { Id = connection, Live = false },
                new Greeting(session, connection, since),
                cancellationToken);
            return StatusCodes.Status200OK;
        }
        catch (StoreUnavailableException exception)
        {
            LogUnavailable(exception);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private bool HasSeat(Role role, IReadOnlyList<Connection> taken) => taken.Count < options.MaxPerSession
        && (role != Role.Share || taken.Count(one => one.Role == Role.Share) < options.MaxOfShares);

    /// <summary>Stores the connection and has it greeted; one that nobody greets is not let in and forgotten.</summary>
    private async Task LetInAsync(Connection connection, Greeting greeting, CancellationToken cancellationToken)
    {
        await connections.PutAsync(connection, cancellationToken);
        try
        {
            await greetings.AddAsync(greeting, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            await connections.RemoveAsync(connection.Session, connection.Id, cancellationToken);
            throw;
        }
    }

    private static int StatusOf(SocketClose refusal) =>
        refusal == SocketClose.BadTicket ? StatusCodes.Status401Unauthorized
        : refusal == SocketClose.BadOrigin ? StatusCodes.Status403Forbidden
        : refusal == SocketClose.TooMany ? StatusCodes.Status429TooManyRequests
        : StatusCodes.Status404NotFound;

    [LoggerMessage(LogLevel.Information, "A socket was refused with {Code}: {Reason}")]
    private partial void LogRefused(CloseCode code, string reason);

    [LoggerMessage(LogLevel.Warning, "A socket was refused because the store could not be reached")]
    private partial void LogUnavailable(Exception exception);
}
