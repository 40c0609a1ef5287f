namespace TmuxBuilder.Core.Requests;

public enum RequestStatus
{
    Pending,
    Approved,
    Rejected,
}
