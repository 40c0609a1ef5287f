function handler(event) {
    var request = event.request;
    var id = request.uri.slice('/ws/'.length);
    // A gateway takes nothing after the stage's own path, so the id goes into the query; whoever put one there meant no good.
    delete request.querystring.id;
    if (!/^[0-9A-Za-z_-]{1,128}$/.test(id)) {
        return { statusCode: 404, statusDescription: 'Not Found' };
    }
    request.uri = '/%STAGE%';
    request.querystring.id = { value: id };
    return request;
}
