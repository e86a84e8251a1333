#!/bin/sh
# Run once, when the database's folder is empty: a role that may do nothing but own its database.
set -eu
psql --username="${POSTGRES_USER:-postgres}" --dbname=postgres --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/database_password)" <<'SQL'
CREATE ROLE lotsen LOGIN PASSWORD :'password';
CREATE DATABASE lotsen OWNER lotsen;
SQL
