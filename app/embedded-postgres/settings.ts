const MIB = 1024 * 1024;

/**
 * Server settings, given on the command line at each start so that an update of AUREN changes them.
 * Statements that fail are not logged (`log_min_messages=log` is above errors): the app sees them itself, and they
 * hold personal data.
 *
 * @param memoryBytes memory of the machine or of its container.
 */
export function serverSettings(port: number, memoryBytes: number): Readonly<Record<string, string>> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: memoryBytes >= 2048 * MIB ? '256MB' : memoryBytes >= 512 * MIB ? '64MB' : '16MB',
    max_wal_size: '2GB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    password_encryption: 'scram-sha-256',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_line_prefix: '%m [%p] ',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    cluster_name: 'auren',
  };
}
